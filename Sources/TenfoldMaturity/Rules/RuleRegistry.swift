import TenfoldModel

extension Maturity {
  /// Every rule, by dimension, level and number.
  public static let rules: [Rule] =
    serviceCountRules
    + deploymentRules
    + communicationRules
    + dataManagementRules
    + monitoringRules

  private static let serviceCountRules: [Rule] = [
    .s1n1, .s1n2, .s1n3, .s1n4, .s1n5, .s1n6, .s1n7,
    .s2n1, .s2n2, .s2n3, .s2n4, .s2n5, .s2n6, .s2n7,
    .s3n1, .s3n2, .s3n3, .s3n4, .s3n5, .s3n6, .s3n7,
    .s4n1, .s4n2, .s4n3, .s4n4, .s4n5, .s4n6, .s4n7,
  ]

  private static let deploymentRules: [Rule] = [
    .d1n1, .d1n2, .d1n3, .d1n4, .d1n5, .d1n6, .d1n7,
    .d2n1, .d2n2, .d2n3, .d2n4, .d2n5, .d2n6, .d2n7,
    .d3n1, .d3n2, .d3n3, .d3n4, .d3n5, .d3n6, .d3n7, .d3n8,
    .d4n1, .d4n2, .d4n3, .d4n4, .d4n5, .d4n6, .d4n7, .d4n8,
  ]

  private static let communicationRules: [Rule] = [
    .c1n1, .c1n2, .c1n3, .c1n4, .c1n5, .c1n6, .c1n7,
    .c2n1, .c2n2, .c2n3, .c2n4, .c2n5, .c2n6, .c2n7, .c2n8,
    .c3n1, .c3n2, .c3n3, .c3n4, .c3n5, .c3n6, .c3n7, .c3n8,
    .c4n1, .c4n2, .c4n3, .c4n4, .c4n5, .c4n6, .c4n7, .c4n8,
  ]

  private static let dataManagementRules: [Rule] = [
    .a1n1, .a1n2, .a1n3, .a1n4, .a1n5, .a1n6, .a1n7,
    .a2n1, .a2n2, .a2n3, .a2n4, .a2n5, .a2n6, .a2n7, .a2n8,
    .a3n1, .a3n2, .a3n3, .a3n4, .a3n5, .a3n6, .a3n7, .a3n8,
    .a4n1, .a4n2, .a4n3, .a4n4, .a4n5, .a4n6, .a4n7, .a4n8,
  ]

  private static let monitoringRules: [Rule] = [
    .m1n1, .m1n2, .m1n3, .m1n4, .m1n5, .m1n6, .m1n7,
    .m2n1, .m2n2, .m2n3, .m2n4, .m2n5, .m2n6, .m2n7, .m2n8,
    .m3n1, .m3n2, .m3n3, .m3n4, .m3n5, .m3n6, .m3n7, .m3n8,
    .m4n1, .m4n2, .m4n3, .m4n4, .m4n5, .m4n6, .m4n7, .m4n8,
  ]
}
