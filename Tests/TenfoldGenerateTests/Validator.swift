import TenfoldPlatform
import TenfoldTestSupport
import Testing

/// A real tool that accepts or refuses a generated file.
struct Validator: Sendable, CustomTestStringConvertible {
  /// The program that must be installed.
  let tool: String
  /// How to install it.
  let install: String
  /// True for the files that it judges.
  let judges: @Sendable (String) -> Bool
  /// A shell script that ends with 0 when the files `"$@"`, in the working folder, are accepted.
  let script: String

  var testDescription: String { tool }

  /// Where the programs are that Debian keeps from users.
  private static let searchPath =
    "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:/usr/lib/postgresql/17/bin:/usr/lib/postgresql/16/bin:/usr/lib/postgresql/15/bin"

  private static func path(of tool: String) -> String? {
    ExternalTool.find(tool) ?? ExternalTool.find(tool, searchPath: searchPath)
  }

  /// True when the tool is installed.
  var isInstalled: Bool { Self.path(of: tool) != nil }

  /// What the tool says against the files of a folder; nil when it accepts them.
  func objection(to files: [String], in folder: FixtureFolder) throws -> String? {
    var environment = ProcessEnvironment.variables
    environment["PATH"] = (environment["PATH"] ?? "") + ":" + Self.searchPath
    let result = try ExternalTool.run(
      "/bin/sh", arguments: ["-c", "cd \"$0\" || exit 9; \(script)", folder.path] + files,
      environment: environment, limitSeconds: 1200, maximumOutput: 8 << 20)
    guard result.status != 0 else { return nil }
    return String(decoding: result.output.suffix(3000), as: UTF8.self) + result.errors.suffix(3000)
  }

  private static func isObject(_ path: String) -> Bool {
    path.contains("/kubernetes/") && path.hasSuffix(".yaml") && !isKustomization(path)
  }

  private static func isKustomization(_ path: String) -> Bool { path.hasSuffix("/kustomization.yaml") }

  /// Every validator; each generated file is judged by one of them at least.
  static let all = [
    Validator(
      tool: "kubernetes-validate", install: "pip install kubernetes-validate", judges: isObject,
      // An unknown kind is a warning and status 0 there, so warnings count as refusals.
      script: """
        kubernetes-validate --strict "$@" >said 2>&1; status=$?
        grep -v '^INFO' said >&2
        test $status -eq 0 && ! grep -q -e WARN -e ERROR said
        """),
    Validator(
      tool: "kubectl", install: "https://kubernetes.io/docs/tasks/tools", judges: isKustomization,
      // The component is used as a reader would use it: in an overlay, over deployments of the names it changes.
      script: """
        for file in "$@"; do
          folder=$(dirname "$file"); rm -rf overlay; mkdir overlay
          printf 'resources: [base.yaml]\\ncomponents: [../%s]\\n' "$folder" >overlay/kustomization.yaml
          for name in $(sed -n 's/^ *-* *name: *\\([a-z0-9-]*\\)$/\\1/p' "$file" | sort -u); do
            printf 'apiVersion: apps/v1\\nkind: Deployment\\nmetadata: {name: %s}\\n' "$name"
            printf 'spec:\\n  selector: {matchLabels: {a: b}}\\n  template:\\n    metadata: {labels: {a: b}}\\n'
            printf '    spec: {containers: [{name: main, image: scratch}]}\\n---\\n'
          done >overlay/base.yaml
          kubectl kustomize overlay >out.yaml || exit 1
          for value in $(sed -n 's/^ *count: *//p' "$file"); do
            grep -q "replicas: $value" out.yaml || { echo "no replicas: $value" >&2; exit 1; }
          done
          if grep -q '^patches:' "$file"; then grep -q 'requests:' out.yaml || exit 1; fi
        done
        """),
    Validator(
      tool: "check-jsonschema", install: "pip install check-jsonschema",
      judges: { $0.contains("/compose.") },
      script: "check-jsonschema --builtin-schema vendor.compose-spec \"$@\""),
    Validator(
      tool: "haproxy", install: "apt-get install haproxy", judges: { $0.hasSuffix("haproxy.cfg") },
      script: """
        for file in "$@"; do
          for name in $(grep -o '[A-Z0-9_]*_PORT' "$file" | sort -u); do export "$name=8080"; done
          haproxy -c -q -f "$file" || exit 1
        done
        """),
    Validator(
      tool: "pgbouncer", install: "apt-get install pgbouncer", judges: { $0.hasSuffix("-pooler.ini") },
      // It has no mode that only checks: it is started on a port of its own, and must come up without a complaint.
      script: """
        port=26432
        chmod a+rx . && mkdir -p pooler && chmod a+rwx pooler
        for file in "$@"; do
          port=$((port + 1))
          printf '"user" "md5d41d8cd98f00b204e9800998ecf8427e"\\n' >pooler/users.txt
          sed -e "s/^listen_port = .*/listen_port = $port/" -e "s/^listen_addr = .*/listen_addr = 127.0.0.1/" \\
            -e "s#^auth_file = .*#auth_file = pooler/users.txt#" -e 's#^auth_type.*#&\\nunix_socket_dir =#' "$file" >pooler/test.ini
          chmod a+r pooler/*
          as=; test "$(id -u)" = 0 && as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
          timeout 1 $as pgbouncer pooler/test.ini >pooler/log 2>&1
          grep -q 'process up' pooler/log && ! grep -E 'WARNING|ERROR|FATAL' pooler/log || { cat pooler/log >&2; exit 1; }
        done
        """),
    Validator(
      tool: "redis-server", install: "apt-get install redis-server", judges: { $0.hasSuffix("/redis.conf") },
      // It has no mode that only checks: it is started on a socket of its own, and must answer.
      script: """
        for file in "$@"; do
          timeout 20 redis-server "$file" --port 0 --unixsocket "$0/redis.sock" --daemonize no >redis.log 2>&1 &
          for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            redis-cli -s "$0/redis.sock" ping 2>/dev/null | grep -q PONG && break; sleep 0.1
          done
          kept=$(redis-cli -s "$0/redis.sock" config get maxmemory | tail -1)
          redis-cli -s "$0/redis.sock" shutdown nosave; wait
          test "${kept:-0}" -gt 0 || { cat redis.log >&2; exit 1; }
        done
        """),
    Validator(
      tool: "initdb", install: "apt-get install postgresql", judges: { $0.hasSuffix("/primary.conf") },
      // The server itself reads each file, and says what it made of it.
      script: postgreSQL("wal_level", is: "replica")),
    Validator(
      tool: "initdb", install: "apt-get install postgresql", judges: { $0.hasSuffix("/standby.conf") },
      script: postgreSQL("hot_standby", is: "on")),
    Validator(
      tool: "promtool", install: "apt-get install prometheus", judges: { $0.hasSuffix("/prometheus.yml") },
      // Debian builds Prometheus without discovery in Kubernetes: there, names stand in for the pods.
      script: """
        for file in "$@"; do
          checked=$(dirname "$file")/checked.yml
          cp "$file" "$checked"
          if ! promtool check config "$file" >said 2>&1 && grep -q 'field kubernetes_sd_configs not found' said; then
            sed -e 's/kubernetes_sd_configs:/dns_sd_configs:/' \\
              -e 's/- role: pod/- {names: [pods], type: A, port: 1}/' "$file" >"$checked"
          fi
          promtool check config "$checked" >said 2>&1 || { cat said >&2; exit 1; }
        done
        """),
    Validator(
      tool: "rsyslogd", install: "apt-get install rsyslog", judges: { $0.hasSuffix("/rsyslog.conf") },
      // Checked, then started on a port of its own, where a line must arrive in the file of its service.
      script: """
        for file in "$@"; do
          rsyslogd -N1 -f "$file" >said 2>&1 && ! grep -q -i error said || { cat said >&2; exit 1; }
          mkdir -p kept
          sed -e "s#/var/log/services#$0/kept#" -e 's/port="[0-9]*"/port="25514" address="127.0.0.1"/' "$file" >test.conf
          rsyslogd -n -f test.conf -i "$0/rsyslog.pid" >log 2>&1 &
          for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            logger -n 127.0.0.1 -P 25514 -T --rfc5424 -t api 'a line' 2>/dev/null
            grep -q 'a line$' kept/api-*.log 2>/dev/null && break; sleep 0.2
          done
          kill $!; wait
          grep -q '^20.* a line$' kept/api-*.log || { cat log >&2; exit 1; }
        done
        """),
    Validator(
      tool: "rsyslogd", install: "apt-get install rsyslog", judges: { $0.hasSuffix("/shipper.conf") },
      // Lines as a node of a cluster keeps them must arrive at the receiver that is generated with it, but for the cluster's own.
      script: """
        made=$(dirname "$1"); mkdir -p containers spool received
        for file in "$@"; do cmp "$1" "$file" || exit 1; done
        sed -e "s#/var/log/services#$0/received#" -e 's/port="[0-9]*"/port="25515" address="127.0.0.1"/' \\
          "$made/rsyslog.conf" >receiver.conf
        sed -e "s#/var/spool/rsyslog#$0/spool#" -e "s#/var/log/containers#$0/containers#" \\
          -e 's/target="logs" port="[0-9]*"/target="127.0.0.1" port="25515"/' "$1" >shipper.conf
        rsyslogd -N1 -f shipper.conf >said 2>&1 && ! grep -q -i error said || { cat said >&2; exit 1; }
        rsyslogd -n -f receiver.conf -i "$0/receiver.pid" >receiver.log 2>&1 & receiver=$!
        rsyslogd -n -f shipper.conf -i "$0/shipper.pid" >shipper.log 2>&1 & shipper=$!
        trap 'kill $shipper; wait $shipper; kill $receiver; wait' EXIT
        id=0123456789abcdef
        printf '%s\\n' '2026-01-02T03:04:05.123456789Z stdout F {"path": "C:\\\\x"}' >"containers/a-1_shop_order-api-$id.log"
        echo '2026-01-02T03:04:06.5Z stderr F hidden' >"containers/dns-1_kube-system_dns-$id.log"
        for try in $(seq 150); do
          grep -q -F '2026-01-02T03:04:05.123456Z {"path": "C:\\\\x"}' received/order-api-*.log 2>/dev/null && break; sleep 0.2
        done
        grep -q -F '2026-01-02T03:04:05.123456Z {"path": "C:\\\\x"}' received/order-api-*.log && ! ls received/dns-* 2>/dev/null \\
          || { cat shipper.log receiver.log >&2; ls received >&2; exit 1; }
        """),
    Validator(
      tool: "promtool", install: "apt-get install prometheus", judges: { $0.hasSuffix("/rules.yml") },
      script: "promtool check rules \"$@\""),
    Validator(
      tool: "check-jsonschema", install: "pip install check-jsonschema",
      judges: { $0.contains("/.github/workflows/") },
      script: "check-jsonschema --builtin-schema vendor.github-workflows \"$@\""),
    Validator(
      tool: "check-jsonschema", install: "pip install check-jsonschema",
      judges: { $0.hasSuffix("/.gitlab-ci.yml") },
      script: "check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci \"$@\""),
    Validator(
      tool: "nats-server", install: "apt-get install nats-server", judges: { $0.hasSuffix("/nats.conf") },
      script: "for file in \"$@\"; do nats-server -t -c \"$file\" || exit 1; done"),
    Validator(
      tool: "nats-server", install: "apt-get install nats-server python3",
      judges: { $0.hasSuffix(".stream.json") },
      // The server itself makes each stream; it stands alone here, so it keeps one copy of each message.
      script: """
        mkdir -p js && nats-server -a 127.0.0.1 -p 24222 -js -sd "$0/js" >nats.log 2>&1 & server=$!
        trap 'kill $server' EXIT
        python3 - "$@" <<'END'
        import json, socket, sys, time
        for attempt in range(50):
            try:
                link = socket.create_connection(("127.0.0.1", 24222), 5)
                break
            except OSError:
                time.sleep(0.1)
        else:
            sys.exit("no server answers; it says: " + open("nats.log").read())
        reader = link.makefile("rb")
        reader.readline()
        link.sendall(b'CONNECT {"verbose":false}\\r\\nSUB answer 1\\r\\n')
        for number, path in enumerate(sys.argv[1:]):
            stream = json.load(open(path))
            stream["num_replicas"] = 1
            stream["subjects"] = [f"{number}.{subject}" for subject in stream["subjects"]]
            stream["name"] = f"{number}-{stream['name']}"
            text = json.dumps(stream).encode()
            link.sendall(b"PUB $JS.API.STREAM.CREATE.%s answer %d\\r\\n%s\\r\\n" % (stream["name"].encode(), len(text), text))
            while not reader.readline().startswith(b"MSG"):
                pass
            answer = json.loads(reader.readline())
            if "error" in answer or answer["config"]["max_age"] != stream["max_age"]:
                sys.exit(f"{path}: {answer}")
            # Room for the next: the server sets aside all that a stream may keep.
            link.sendall(b"PUB $JS.API.STREAM.DELETE.%s answer 0\\r\\n\\r\\n" % stream["name"].encode())
            while not reader.readline().startswith(b"MSG"):
                pass
            reader.readline()
        END
        """),
    Validator(
      tool: "initdb", install: "apt-get install postgresql", judges: { $0.hasSuffix("/standby.sh") },
      script: followingStandby),
  ]

  /// A script that gives every file to a new server of PostgreSQL and asks it for a setting.
  private static func postgreSQL(_ setting: String, is value: String) -> String {
    """
    as=; chmod a+rwx .
    test "$(id -u)" = 0 && as="setpriv --reuid=postgres --regid=postgres --clear-groups"
    $as initdb -D "$0/data" -A trust --no-sync --no-locale >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
    for file in "$@"; do
      cp "$file" settings.conf; chmod a+r settings.conf
      echo "include = '$0/settings.conf'" | $as tee -a "$0/data/postgresql.conf" >/dev/null
      made=$($as postgres -C \(setting) -D "$0/data" 2>postgres.log)
      test "$made" = \(value) || { echo "\(setting) is $made" >&2; cat postgres.log >&2; exit 1; }
    done
    """
  }

  /// Starts a primary with the generated settings, lets the generated script make a standby of it, and asks that for a
  /// row. One script is run, since all are the same; the others are compared with it.
  private static let followingStandby = """
    for file in "$@"; do cmp "$1" "$file" || exit 1; done
    made="$0/$(dirname "$1")"; chmod -R a+rwX .
    as="env HOME=$0 PATH=$PATH"
    test "$(id -u)" = 0 && as="setpriv --reuid=postgres --regid=postgres --clear-groups $as"
    $as initdb -D "$0/primary" -A trust -U postgres --no-sync --no-locale >initdb.log 2>&1 || exit 1
    common="unix_socket_directories = '$0'
    listen_addresses = '127.0.0.1'"
    printf "include = '%s/primary.conf'\\n%s\\nport = 25432\\n" "$made" "$common" | $as tee -a primary/postgresql.conf >/dev/null
    printf "include = '%s/standby.conf'\\n%s\\nport = 25433\\n" "$made" "$common" >standby.conf; chmod a+r standby.conf
    printf "local all all trust\\nhost replication replicator samenet scram-sha-256\\n" | $as tee primary/pg_hba.conf >/dev/null
    $as pg_ctl -D "$0/primary" -l "$0/primary.log" -w start >/dev/null || { cat primary.log >&2; exit 1; }
    trap '$as pg_ctl -D "$0/standby" -m immediate stop >/dev/null 2>&1; $as pg_ctl -D "$0/primary" -m immediate stop >/dev/null' EXIT
    psql -h "$0" -p 25432 -U postgres -q -c "create role replicator with replication login password 'x'" \\
      -c "create table t (i int)" -c "insert into t values (42)" || exit 1
    echo x >password; chmod a+r password
    timeout 60 $as PRIMARY_HOST=127.0.0.1 PRIMARY_PORT=25432 SLOT=standby_1 PGDATA="$0/standby" PASSWORD_FILE="$0/password" \\
      SETTINGS="$0/standby.conf" sh "$0/$1" >standby.log 2>&1 & standby=$!
    while kill -0 $standby 2>/dev/null; do
      row=$(psql -h "$0" -p 25433 -U postgres -At -c "select pg_is_in_recovery(), i from t" 2>/dev/null)
      test "$row" = "t|42" && exit 0
      sleep 0.2
    done
    cat standby.log >&2; exit 1
    """
}
