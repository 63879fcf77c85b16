import TenfoldModel

/// A receiver with a disk of its own in the cluster, and on every node what sends it the lines that containers write.
extension LogFiles {
  private static let image = "rsyslog/rsyslog:2025-06"
  private static let shipper = "log-shipper"

  func kubernetes(_ request: GenerationRequest) -> GeneratedConfiguration {
    GeneratedConfiguration(
      files: [
        settingsFile(request),
        request.file(
          "\(remedy)/shipper.conf", for: "what each node sends to the receiver, to check it", Self.shipping),
        request.file(
          "kubernetes/\(remedy)/logs.yaml", for: "the receiver with its disk, and a shipper on every node",
          YAMLValue.documents(objects)),
      ],
      manualSteps: habits + [
        "size the claim in kubernetes/\(remedy)/logs.yaml: kubectl exec deploy/logs -- du -sh /var/log/services after a day, "
          + "times \(Self.daysKept)",
        "kubectl apply -f kubernetes/\(remedy) (files are named after containers; what is in kube-system is not sent)",
        "read with kubectl exec deploy/logs -- sh -c 'tail -f /var/log/services/NAME-*.log'",
      ])
  }

  /// A node's files are named `POD_NAMESPACE_CONTAINER-ID.log`; their lines say time, stream and whether they end there.
  private static let shipping = """
    global(workDirectory="/var/spool/rsyslog")
    module(load="imfile")
    template(name="forward" type="string" string="<134>1 %$.time%%$.zone% %hostname% %$.name% - - - %$.line%\\n")
    ruleset(name="ship") {
      # no more than six digits of a second: a line with nine is none to the receiver
      set $.time = re_extract($msg, '^[0-9-]+T[0-9:]+([.][0-9]{1,6})?', 0, 0, "-");
      set $.zone = re_extract($msg, '^[0-9T:.-]+(Z|[+-][0-9]{2}:[0-9]{2}) ', 0, 1, "");
      set $.line = re_extract($msg, '^[^ ]+ (stdout|stderr) [FP] (.*)$', 0, 2, "");
      set $.name = re_extract($!metadata!filename, '_([^_]+)-[0-9a-f]+[.]log$', 0, 1, "unknown");
      if not (re_match($!metadata!filename, '_kube-[a-z-]+_[^_]+$')) then
        # kept on the node while the receiver is away; a line may come twice
        action(type="omfwd" target="logs" port="\(port)" protocol="tcp" template="forward"
          queue.type="LinkedList" queue.filename="ship" queue.maxDiskSpace="1g" queue.saveOnShutdown="on"
          action.resumeRetryCount="-1")
    }
    input(type="imfile" file="/var/log/containers/*.log" tag="container" addMetadata="on" ruleset="ship")

    """

  private var objects: [YAMLValue] {
    [
      KubernetesObject.configuration("logs", [("rsyslog.conf", Self.settings)]),
      KubernetesObject.make(
        "v1", "PersistentVolumeClaim", "logs",
        [
          "accessModes": ["ReadWriteOnce"],
          "resources": [
            "requests": [
              "storage": YAMLValue.text("20Gi").because("an assumption: a gigabyte and a half a day; measure")
            ]
          ],
        ]),
      KubernetesObject.make(
        "apps/v1", "Deployment", "logs",
        [
          "replicas": 1,
          "strategy": YAMLValue.map([.init(key: "type", value: "Recreate")]).because(
            "two receivers cannot have one disk"),
          "selector": KubernetesObject.selector("logs"),
          "template": KubernetesObject.template("logs", receivingPod),
        ]),
      KubernetesObject.service("logs", port: Self.port),
      KubernetesObject.configuration(Self.shipper, [("rsyslog.conf", Self.shipping)]),
      KubernetesObject.make(
        "apps/v1", "DaemonSet", Self.shipper,
        [
          "selector": KubernetesObject.selector(Self.shipper),
          "template": KubernetesObject.template(Self.shipper, shippingPod),
        ]),
    ]
  }

  private static func requests(memory: String) -> YAMLValue {
    YAMLValue.map([
      .init(key: "requests", value: ["cpu": "50m", "memory": .text(memory)]),
      .init(key: "limits", value: ["memory": "512Mi"]),
    ]).because("an assumption: some hundred lines a second; watch it")
  }

  private var receivingPod: YAMLValue {
    [
      "containers": [
        [
          "name": "logs", "image": .text(Self.image), "command": ["sh", "-c", .text(Self.command)],
          "ports": [["containerPort": .count(Double(Self.port))]],
          "readinessProbe": ["tcpSocket": ["port": .count(Double(Self.port))]],
          "resources": Self.requests(memory: "128Mi"),
          "volumeMounts": [
            ["name": "settings", "mountPath": "/etc/rsyslog"],
            ["name": "services", "mountPath": "/var/log/services"],
          ],
        ]
      ],
      "volumes": [
        ["name": "settings", "configMap": ["name": "logs"]],
        ["name": "services", "persistentVolumeClaim": ["claimName": "logs"]],
      ],
    ]
  }

  private var shippingPod: YAMLValue {
    [
      "tolerations": YAMLValue.list([["operator": "Exists"]]).because(
        "every node, also those kept free of pods"),
      "containers": [
        [
          "name": .text(Self.shipper), "image": .text(Self.image),
          "command": ["rsyslogd", "-n", "-i", "/tmp/rsyslog.pid", "-f", "/etc/rsyslog/rsyslog.conf"],
          "resources": Self.requests(memory: "64Mi"),
          "volumeMounts": [
            ["name": "settings", "mountPath": "/etc/rsyslog"],
            ["name": "containers", "mountPath": "/var/log", "readOnly": .plain("true")],
            ["name": "sent", "mountPath": "/var/spool/rsyslog"],
          ],
        ]
      ],
      "volumes": [
        ["name": "settings", "configMap": ["name": .text(Self.shipper)]],
        ["name": "containers", "hostPath": ["path": "/var/log"]],
        YAMLValue.map([
          .init(key: "name", value: "sent"),
          .init(key: "hostPath", value: ["path": "/var/lib/log-shipper", "type": "DirectoryOrCreate"]),
        ]).because("how far each file was sent outlives the pod"),
      ],
    ]
  }
}
