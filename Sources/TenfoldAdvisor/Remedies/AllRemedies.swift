/// The remedies that are tried against every limit, in no order of preference.
enum AllRemedies {
  static let list: [any Remedy] =
    [
      StatelessHorizontal(), Autoscaling(), VerticalScaling(), SeparateHost(), ReadReplicas(), CacheAside(),
      ConnectionPooling(), PoolSizing(),
      EdgeCaching(), AsyncMessaging(), ContinuousDelivery(), CanaryRelease(), CentralLogging(),
      MetricsAlerts(),
      SelfHealing(), MultiZone(), GracefulDegradation(), DatabasePerService(), MergeServices(),
      ShardingRemedy(), RequestCoalescing(), HotKeySplit(), Bulkheads(), Cells(), Hedging(),
      QueryTuning(), PrecomputedReads(), Batching(), CompactMessages(), DistributedStore(), ReadModel(),
      FasterRollback.blueGreen, FasterRollback.featureFlags, Tracing(), ArchiveData(), RightSizing(),
      ServiceMesh(), MultiRegion(), EventDriven(), TransactionalOutbox(), SagaCompensation(), Idempotency(),
      APIGateway(), ContainerOrchestration(),
      TelemetryRetention(), ConnectionReuse(), ARMMigration(), ZoneAwareRouting(), DecomposeService.remedy,
    ] + FaultRemedies.list + ProcessRemedies.list
}
