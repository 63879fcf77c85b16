import TenfoldModel

/// How many standbys a store gets, and the settings that they and their primary need.
struct StandbyPlan {
  /// The primary.
  let store: Component
  /// Its name for files and objects.
  let name: String
  /// Standbys; ≥ 1.
  let count: Int
  /// Where their number comes from.
  let origin: String

  init(of store: Component, in request: GenerationRequest) {
    self.store = store
    name = Spelling.name(store.name, length: Spelling.serverLength)
    let planned = store.state?.replication?.replicas.likely.rounded() ?? 0
    count = max(1, Int(planned))
    origin =
      request.changes(store)
      ? request.reason(for: store)
      : planned >= 1
        ? "as many as there are: \((store.state?.replication?.replicas).origin)"
        : "no limit asks for replicas; one to begin with"
  }

  /// Where reads go.
  var readName: String { "\(name)-reads" }

  /// Time until a standby has a write; nil when unknown.
  var lag: Quantity? { store.state?.replication?.lag }

  /// What the primary needs. One sender and one slot for each standby, and two senders more for copies being made.
  var primarySettings: String {
    let mode = store.state?.replication?.mode ?? .asynchronous
    let names = "FIRST 1 (*)"
    return """
      wal_level = replica
      hot_standby = on

      """ + CommentText.hash("one for each standby (\(origin)), and two for copies being made")
        + "max_wal_senders = \(count + 2)\nmax_replication_slots = \(count + 2)\n"
        + CommentText.hash(
          "an assumption: a standby that is away longer than these bytes last is copied anew, instead of filling the disk"
        )
        + "max_slot_wal_keep_size = 10GB\n"
        + CommentText.hash("lets pg_rewind bring back a primary that failed")
        + "wal_log_hints = on\n"
        + (mode == .asynchronous
          ? "synchronous_commit = on\nsynchronous_standby_names = ''\n"
          : CommentText.hash("the system's writes wait for a standby: replication is \(mode.rawValue)")
            + "synchronous_commit = on\nsynchronous_standby_names = '\(names)'\n")
  }

  /// What every standby needs: as many senders as the primary, or it does not start.
  var standbySettings: String {
    """
    hot_standby = on
    listen_addresses = '*'

    """ + CommentText.hash("no less than the primary has, or the standby does not start")
      + "max_wal_senders = \(count + 2)\nmax_replication_slots = \(count + 2)\n"
      + CommentText.hash(
        "queries of the standby hold back the primary's cleaning rather than being cancelled")
      + "hot_standby_feedback = on\n"
      + CommentText.hash("replaying waits so long at most for queries; reads are older by as much")
      + "max_standby_streaming_delay = 30s\n"
      + CommentText.hash("a connection that is dead without a word is given up after this time")
      + "wal_receiver_timeout = 10s\n"
  }

  /// Memory and cores as the primary has them, since a standby replays all of its writes.
  var resources: YAMLValue {
    var amounts: [(String, YAMLValue)] = []
    if let cpu = store.resources.cpu {
      amounts.append(
        ("cpu", YAMLValue.text(Spelling.cores(cpu.likely)).because("as the primary: \(cpu.origin)")))
    }
    if let memory = store.resources.memory {
      let size = YAMLValue.text("\(Spelling.mebibytes(memory.likely))Mi")
      amounts.append(("memory", size.because("as the primary: \(memory.origin)")))
    }
    return amounts.isEmpty ? .map([]) : ["requests": .members(amounts)]
  }

  /// Copies the primary into an empty folder, with a slot of its own, and follows it from then on.
  ///
  /// The slot is named after `SLOT`, or after the host where there is none.
  static let script = """
    set -eu
    umask 077
    slot=${SLOT:-$(hostname | tr 'A-Z-' 'a-z_')}
    PGPASSWORD=$(cat "$PASSWORD_FILE")
    export PGPASSWORD
    if [ ! -s "$PGDATA/PG_VERSION" ]; then
      until pg_isready -q -h "$PRIMARY_HOST" -p "${PRIMARY_PORT:-5432}"; do sleep 1; done
      # A copy that was cut off leaves a slot behind; it is made anew. -R writes standby.signal and primary_conninfo.
      rm -rf "$PGDATA"
      psql -h "$PRIMARY_HOST" -p "${PRIMARY_PORT:-5432}" -U replicator -qAt \\
        -c "DROP_REPLICATION_SLOT $slot" "dbname=postgres replication=true" >/dev/null 2>&1 || true
      pg_basebackup -h "$PRIMARY_HOST" -p "${PRIMARY_PORT:-5432}" -U replicator -D "$PGDATA" \\
        -R -X stream -C -S "$slot" --checkpoint=fast
      echo "include_if_exists = '${SETTINGS:-/standby/standby.conf}'" >>"$PGDATA/postgresql.conf"
    fi
    exec postgres -D "$PGDATA"

    """
}
