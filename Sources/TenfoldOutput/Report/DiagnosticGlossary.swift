/// What each doubt about the input means, and how to be rid of it.
public enum DiagnosticGlossary {
  /// One doubt.
  public struct Entry: Sendable, Hashable {
    /// Its stable id, such as `TF-COMPOSE-005`.
    public let id: String
    /// What was found, in a sentence.
    public let meaning: String
    /// What to do about it, in a sentence.
    public let remedy: String

    /// Makes an entry.
    public init(_ id: String, _ meaning: String, _ remedy: String) {
      self.id = id
      self.meaning = meaning
      self.remedy = remedy
    }
  }

  /// The entry of an id.
  public static func entry(_ id: String) -> Entry? { entries.first { $0.id == id.uppercased() } }

  /// Every doubt but those about a description, which the description's own reference explains.
  public static let entries: [Entry] = [
    Entry(
      "TF-ASSUME-001",
      "No journeys are described, so requests are assumed to enter in equal shares at the entries found.",
      "Describe workload.journeys with their shares."),
    Entry(
      "TF-ASSUME-002", "How changes reach production is not known, so a pipeline without canary is assumed.",
      "Say delivery.method."),
    Entry(
      "TF-ASSUME-003",
      "A limit that is only assumed would be exceeded today already, so the assumption is left out.",
      "State the limit to have it judged."),
    Entry(
      "TF-ASSUME-004",
      "The system runs at a load that assumed sizes could not carry, so larger ones are assumed.",
      "State replicas and cores, or measure what requests take."),
    Entry(
      "TF-ASSUME-005",
      "What is solved is a question, so that assumed sizes stay; analyze takes a stated load for one that runs.",
      "State replicas and cores, and both say the same."),
    Entry(
      "TF-OBS-001", "Stated CPU times and an observation of the same component do not fit.",
      "Correct one of them; the stated times are kept."),
    Entry(
      "TF-OBS-002", "Users, requests per user and arrival rate do not fit.",
      "Leave one of the three out; the arrival rate is taken."),
    Entry(
      "TF-LAB-001", "What the lab measured on real servers stands in place of what was assumed.",
      "Measure on the machines that the system is to run on: a second of another processor is another second."
    ),
    Entry(
      "TF-LAB-002", "Measurements of the lab that say nothing about this system were not taken.",
      "Nothing: the reason is told. Remove what a file states where the lab knows better."),
    Entry(
      "TF-LOWER-001", "A call leads to an operation that no component offers; it is left out.",
      "Correct the name, or describe the component."),
    Entry(
      "TF-LOWER-002", "Operations call each other in a circle.",
      "Make one of the calls asynchronous or conditional; visits are a fixed point, response times leave the call out."
    ),
    Entry(
      "TF-SOLVE-001", "Waits of workers and of what they call did not settle in the passes allowed.",
      "Take response times as rough, or simulate the system."),
    Entry(
      "TF-SOLVE-002",
      "Attempts of watched calls and the responses they cause did not settle in the passes allowed; a load just beyond "
        + "where a state ends is such a case.",
      "Take shares that fail as rough, solve at a load a little lower and higher, or simulate the system."),
    Entry(
      "TF-SOLVE-003", "A pool of workers or connections is nearly used up: its waits are rough.",
      "Simulate the system before you rely on its response times, or give the pool more."),
    Entry(
      "TF-SOLVE-004",
      "The search for the states that pushes lead to ended at its bound: each state takes long to find in this system.",
      "Take the states that are named as some of all; simulate a scenario with an outage to see whether one lasts."
    ),
    Entry(
      "TF-SIMULATE-001",
      "A cache holds more entries than are followed one by one, so it answers with the computed share.",
      "State its hit ratio where you have measured it, or simulate a smaller cache over fewer keys."),
    Entry(
      "TF-SIMULATE-002",
      "Requests of a scaled-down simulation made more or fewer calls than when nothing fails, and what stands for the "
        + "requests left out did not follow: units that few requests share were less or more busy than in the whole.",
      "Simulate with a smaller --scale-down, or the whole."),
    Entry(
      "TF-SIMULATE-003",
      "Components share the cores of a machine; the simulation gives some of them the cores for themselves: those of a "
        + "divided store, and all where cores are shared by time.",
      "Take the solver's times for them, or simulate the system with each on a machine of its own."),
    Entry(
      "TF-COMPOSE-001", "A file that is named as a Compose file is not among the files given.",
      "Give its folder too, or correct the name."),
    Entry(
      "TF-COMPOSE-002", "Aliases expand to more values than any real file has; the rest is not read.",
      "Write the values out, or take the nested aliases away."),
    Entry(
      "TF-COMPOSE-003", "Variables of a value cannot be replaced.", "Correct the ${...} of the value."),
    Entry(
      "TF-COMPOSE-004", "A service extends itself in the end; its extends is left out.",
      "Take the circle of extends apart."),
    Entry(
      "TF-COMPOSE-005", "A service extends another that no given file declares.",
      "Give that file too, or correct the name."),
    Entry("TF-COMPOSE-006", "A file includes itself in the end.", "Take the circle of includes apart."),
    Entry(
      "TF-COMPOSE-007", "Variables have no value in any file.",
      "Set them in the .env beside the Compose file."),
    Entry(
      "TF-COMPOSE-008", "There is no .env; an example of one gave the values.",
      "Give the .env that is in use."),
    Entry(
      "TF-COMPOSE-009", "A service takes variables from a file that is not among those given.",
      "Give that file too; where it holds secrets, one with the names alone is enough."),
    Entry(
      "TF-COMPOSE-010", "Several Compose files of a folder are read together.",
      "Choose others with --compose-file."),
    Entry(
      "TF-COMPOSE-011", "A Compose file that only adds to another is read over it.",
      "Choose with --set which set of files is meant."),
    Entry(
      "TF-COMPOSE-012", "Every service has a profile and none is active, so all are read.",
      "Choose with --profile."),
    Entry(
      "TF-HELM-001",
      "A chart leaves things out by its default values; a file of values that has them is read.",
      "Choose with --set which values are meant."),
    Entry(
      "TF-HELM-002", "A value that a chart requires is not given; a placeholder stands for it.",
      "Add it to the values."),
    Entry(
      "TF-HELM-003", "No environment of a chart is switched on; one of them is read.",
      "Switch one on in the values."),
    Entry(
      "TF-HELM-004", "The helm that is installed did not render a chart; it is read built in instead.",
      "Run helm template on it to see why."),
    Entry(
      "TF-HELM-005", "The chart of an application is not among the files; it is read from its values alone.",
      "Give the chart's folder too."),
    Entry(
      "TF-HELM-006", "A template yields no YAML with these values; it is read as text.",
      "Give the values that it leaves open."),
    Entry(
      "TF-KUBE-001", "An object is declared twice; the later one counts.", "Keep one of them."),
    Entry(
      "TF-KUBE-002", "A kustomization is not rendered in full.",
      "Install kustomize or kubectl, or give what it builds (kustomize build | tenfold analyze -)."),
  ]
}
