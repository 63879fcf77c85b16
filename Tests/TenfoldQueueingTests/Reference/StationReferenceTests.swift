import TenfoldQueueing
import TenfoldTestSupport
import Testing

/// Stations against closed forms and Markov chains solved with 50 digits, where they stand beside the repository.
@Suite(.enabled(if: TextFile.exists(ReferenceCase.path), "the reference cases are not beside the repository"))
struct StationReferenceTests {
  @Test func `every closed-form case of the file is one that a test here takes`() {
    let taken = [
      "M/M/1", "M/M/c", "M/M/c/K", "M/G/1", "M/G/c", "open-jackson", "closed-single", "closed-multiserver",
      "closed-multi", "mixed", "fork-join",
    ]
    #expect(ReferenceCase.all.count == 64)
    #expect(ReferenceCase.all.allSatisfy { taken.contains($0.family) })
  }

  @Test(arguments: ReferenceCase.of("M/M/1", "M/M/c"))
  func `M/M/c agrees with the exact values`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let queue = try MarkovianQueue(
      arrivalRate: inputs["lambda_"].number, serviceTime: 1 / inputs["mu"].number,
      serverCount: inputs["servers"].count)
    reference.expect(queue.utilization, "utilization")
    reference.expect(queue.arrivalRate, "throughput")
    reference.expect(queue.queueLength, "L")
    reference.expect(queue.waitingCount, "Lq")
    reference.expect(queue.responseTime, "W")
    reference.expect(queue.waitingTime, "Wq")
    if !reference.expected["erlang_c"].isNull { reference.expect(queue.waitingProbability, "erlang_c") }
    if !reference.expected["p0"].isNull { reference.expect(queue.emptyProbability, "p0") }
    for (key, share) in [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999)] {
      if !reference.expected["resp_" + key].isNull {
        reference.expect(queue.responseQuantile(share), "resp_" + key)
      }
      if !reference.expected["wait_" + key].isNull {
        reference.expect(queue.waitingQuantile(share), "wait_" + key)
      }
    }
  }

  @Test(arguments: ReferenceCase.of("M/M/c/K"))
  func `M/M/c/K agrees with the exact values`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let queue = try BoundedQueue(
      arrivalRate: inputs["lambda_"].number, serviceTime: 1 / inputs["mu"].number,
      serverCount: inputs["servers"].count, limit: inputs["capacity"].count)
    reference.expect(queue.blockingProbability, "blocking")
    reference.expect(queue.throughput, "throughput")
    reference.expect(queue.utilization, "utilization")
    reference.expect(queue.queueLength, "L")
    reference.expect(queue.waitingCount, "Lq")
    reference.expect(queue.responseTime, "W")
    reference.expect(queue.waitingTime, "Wq")
    reference.expect(queue.probabilities[0], "p0")
  }

  @Test(arguments: ReferenceCase.of("M/G/1"))
  func `M/G/1 agrees with the exact values`(_ reference: ReferenceCase) throws {
    let queue = try GeneralServiceQueue(
      arrivalRate: reference.inputs["lambda_"].number,
      service: Self.service(reference.inputs["service"]))
    reference.expect(queue.utilization, "utilization")
    reference.expect(queue.arrivalRate, "throughput")
    reference.expect(queue.queueLength, "L")
    reference.expect(queue.waitingCount, "Lq")
    reference.expect(queue.responseTime, "W")
    reference.expect(queue.waitingTime, "Wq")
    expectNear(queue.service.squaredVariation, reference.expected["scv"].number, 1e-12)
  }

  @Test(arguments: ReferenceCase.of("M/G/c"))
  func `M/G/c of two phases is exact, and the approximation beats Allen and Cunneen`(
    _ reference: ReferenceCase
  ) throws {
    let (inputs, exact) = (reference.inputs, reference.expected["Wq"].number)
    let (rate, servers) = (inputs["lambda_"].number, inputs["servers"].count)
    let service = inputs["service"]
    let phases: TwoPhaseService
    if service["type"].text == "erlang" {
      let each = 2 / service["mean"].number
      phases = try TwoPhaseService(firstProbability: 1, firstRate: each, secondRate: each, continuing: 1)
    } else {
      phases = try TwoPhaseService(
        firstProbability: service["p"].numbers[0], firstRate: service["rates"].numbers[0],
        secondRate: service["rates"].numbers[1])
    }
    let queue = try TwoPhaseQueue(arrivalRate: rate, service: phases, serverCount: servers)
    reference.expect(queue.waitingTime, "Wq")
    reference.expect(queue.responseTime, "W")
    reference.expect(queue.queueLength, "L")
    let approximations = try TwoMomentQueue.Method.allCases.map { method in
      (
        method,
        try TwoMomentQueue(
          arrivalRate: rate, serviceTime: phases.mean, serviceVariation: phases.squaredVariation,
          serverCount: servers, method: method
        ).waitingTime
      )
    }
    let allenCunneen = approximations[0].1
    expectNear(allenCunneen, reference.expected["allen_cunneen_Wq"].number, 1e-9)
    for (method, wait) in approximations.dropFirst() {
      #expect(
        abs(wait - exact) < abs(allenCunneen - exact), "\(method): \(wait), \(allenCunneen), exact \(exact)")
    }
  }

  @Test(arguments: ReferenceCase.of("fork-join"))
  func `fork-join is exact for two branches and beats Nelson and Tantawi for more`(
    _ reference: ReferenceCase
  ) throws {
    let (inputs, expected) = (reference.inputs, reference.expected)
    let queue = try ForkJoinQueue(
      arrivalRate: inputs["lambda_"].number, serviceTime: 1 / inputs["mu"].number,
      branchCount: inputs["branches"].count)
    reference.expect(queue.branchResponseTime, "single_branch_W")
    reference.expect(queue.nelsonTantawiResponseTime, "mean_response")
    if queue.branchCount == 2 {
      reference.expect(queue.responseTime, "mean_response")
    } else {
      let simulated = expected["simulated_mean_response"].number
      let (error, theirs) = (queue.responseTime - simulated, queue.nelsonTantawiResponseTime - simulated)
      #expect(abs(error) < abs(theirs) / 2)
      #expect(abs(error) < 0.01 * simulated)
    }
    #expect(queue.responseTime <= expected["upper_bound_Hn"].number)
    // The simulated percentile has an error of its own of about two percent.
    expectNear(queue.responseQuantile(0.99), expected["simulated_p99"].number, 0.026)
  }

  private static func service(_ value: JSONValue) -> ServiceDistribution {
    switch value["type"].text {
    case "deterministic": .deterministic(value["mean"].number)
    case "erlang": .gamma(mean: value["mean"].number, squaredVariation: 1 / value["k"].number)
    case "hyperexp":
      .hyperexponential(probabilities: value["p"].numbers, means: value["rates"].numbers.map { 1 / $0 })
    case "lognormal": .lognormal(mean: value["mean"].number, squaredVariation: value["scv"].number)
    case "uniform": .uniform(low: value["low"].number, high: value["high"].number)
    default: .pareto(shape: value["shape"].number, scale: value["scale"].number)
    }
  }
}
