import Testing

@testable import TenfoldDiscovery

/// Systems of other shapes than those of the corpus, so that a rule that only fits the corpus shows.
struct InventedSystemsTests {
  @Test(arguments: InventedSystem.all)
  func `what is found is what a careful reader finds`(_ system: InventedSystem) throws {
    let inventory = try system.read().inventory
    #expect(inventory.serviceNames == system.services)
    #expect(inventory.platformNames == system.platform)
    #expect(inventory.storeTexts == system.stores)
    #expect(inventory.queueTexts == system.queues)
    #expect(inventory.edgeTexts.subtracting(system.edges) == [])
    #expect(system.edges.subtracting(inventory.edgeTexts) == [])
  }
}

extension InventedSystem {
  static let all = [
    rails, dotnet, goKafka, traefikCelery, springCloud, nodeNginx, cloudManaged, namespaced, phpLaravel,
    sharedConfig, waiting, petclinic, members,
  ]

  /// Rails and Sidekiq share an image and an environment; Redis is the work queue.
  static let rails = InventedSystem(
    name: "Rails with Sidekiq",
    files: [
      "docker-compose.yml": """
      x-app: &app
        build: .
        environment: &env
          DATABASE_URL: postgres://app:hunter2@db:5432/forum_production
          REDIS_URL: redis://redis:6379/0
          ELASTICSEARCH_URL: http://search:9200
          SMTP_ADDRESS: smtp.mailgun.org
        depends_on: [db, redis, search]
      services:
        web:
          <<: *app
          command: bundle exec puma -C config/puma.rb
          ports: ["3000:3000"]
        sidekiq:
          <<: *app
          command: bundle exec sidekiq
        migrate:
          <<: *app
          command: bin/rails db:migrate
        db:
          image: postgres:15-alpine
          environment: {POSTGRES_PASSWORD: hunter2}
          volumes: ["pg:/var/lib/postgresql/data"]
        redis: {image: redis:7}
        search: {image: "docker.elastic.co/elasticsearch/elasticsearch:8.9.0"}
        mailcatcher: {image: schickling/mailcatcher, profiles: [dev]}
      volumes: {pg: {}}
      """
    ],
    services: ["web", "sidekiq"], stores: ["db postgresql", "search elasticsearch"], queues: ["redis redis"],
    edges: [
      "web -data-> db", "sidekiq -data-> db", "web -async-> redis", "sidekiq -async-> redis",
      "web -data-> search", "sidekiq -data-> search",
    ])

  /// An override file holds the addresses; connection strings are those of .NET.
  static let dotnet = InventedSystem(
    name: ".NET with override",
    files: [
      "docker-compose.yml": """
      services:
        sqldata: {image: "mcr.microsoft.com/mssql/server:2019-latest"}
        basketdata: {image: "redis:alpine"}
        eventbus: {image: "rabbitmq:3-management-alpine"}
        seq: {image: "datalust/seq:latest"}
        identity-api:
          image: ${REGISTRY:-shop}/identity.api:latest
          build: {context: ., dockerfile: src/Identity/Dockerfile}
          depends_on: [sqldata]
        catalog-api:
          image: ${REGISTRY:-shop}/catalog.api:latest
          build: {context: ., dockerfile: src/Catalog/Dockerfile}
          depends_on: [sqldata, eventbus]
        basket-api:
          image: ${REGISTRY:-shop}/basket.api:latest
          build: {context: ., dockerfile: src/Basket/Dockerfile}
          depends_on: [basketdata, identity-api, eventbus]
        webmvc:
          image: ${REGISTRY:-shop}/webmvc:latest
          build: {context: ., dockerfile: src/Web/Dockerfile}
          depends_on: [catalog-api, basket-api, identity-api]
      """,
      "docker-compose.override.yml": """
      services:
        sqldata:
          environment: [SA_PASSWORD=Pass@word, ACCEPT_EULA=Y]
          ports: ["5433:1433"]
        identity-api:
          environment:
            - ASPNETCORE_URLS=http://0.0.0.0:80
            - ConnectionString=Server=sqldata;Database=Identity;User Id=sa;Password=Pass@word;TrustServerCertificate=true
        catalog-api:
          environment:
            - ConnectionString=Server=sqldata,1433;Database=Catalog;User Id=sa;Password=Pass@word
            - EventBusConnection=eventbus
            - Serilog__SeqUrl=http://seq:5341
        basket-api:
          environment:
            - ConnectionString=basketdata:6379,password=Pass@word,abortConnect=false
            - identityUrl=http://identity-api
            - EventBus__HostName=eventbus
        webmvc:
          environment:
            - CatalogUrl=http://catalog-api
            - BasketUrl=http://basket-api
            - IdentityUrl=http://identity-api
            - CallBackUrl=http://host.docker.internal:5100
          ports: ["5100:80"]
      """,
    ],
    services: ["identity-api", "catalog-api", "basket-api", "webmvc"],
    stores: ["sqldata sqlserver", "basketdata redis"], queues: ["eventbus rabbitmq"],
    edges: [
      "identity-api -data-> sqldata", "catalog-api -data-> sqldata", "catalog-api -async-> eventbus",
      "basket-api -data-> basketdata", "basket-api -sync-> identity-api", "basket-api -async-> eventbus",
      "webmvc -sync-> catalog-api", "webmvc -sync-> basket-api", "webmvc -sync-> identity-api",
    ])

  /// Configuration files come from ConfigMaps; Kafka is named by its bootstrap list; a database has two pods' names.
  static let goKafka = InventedSystem(
    name: "Go and Kafka on Kubernetes",
    files: [
      "deploy/rides.yaml": """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: rides-config}
      data:
        config.yaml: |
          http: {listen: ":8080"}
          database:
            dsn: rides:s3cret@tcp(rides-mysql:3306)/rides
          kafka:
            brokers: [kafka-0.kafka-headless:9092, kafka-1.kafka-headless:9092]
          pricing:
            url: http://pricing.default.svc.cluster.local:8080
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: rides}
      spec:
        selector: {matchLabels: {app: rides}}
        template:
          metadata: {labels: {app: rides}}
          spec:
            containers:
              - name: rides
                image: registry.acme.io/mobility/rides:1.4
                volumeMounts: [{name: config, mountPath: /etc/rides}]
            volumes: [{name: config, configMap: {name: rides-config}}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: rides}
      spec: {selector: {app: rides}, ports: [{port: 8080}]}
      """,
      "deploy/pricing.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: pricing}
      spec:
        selector: {matchLabels: {app: pricing}}
        template:
          metadata: {labels: {app: pricing}}
          spec:
            containers:
              - name: pricing
                image: registry.acme.io/mobility/pricing:1.0
                args: ["--redis-addr=pricing-cache:6379", "--listen=:8080"]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: pricing}
      spec: {selector: {app: pricing}, ports: [{port: 8080}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: billing-worker}
      spec:
        selector: {matchLabels: {app: billing-worker}}
        template:
          metadata: {labels: {app: billing-worker}}
          spec:
            containers:
              - name: billing-worker
                image: registry.acme.io/mobility/billing:2.0
                env:
                  - {name: KAFKA_BOOTSTRAP_SERVERS, value: "kafka-headless:9092"}
                  - {name: PGHOST, value: billing-pg}
                  - {name: PAYMENTS_URL, value: "https://api.stripe.com/v1"}
      """,
      "deploy/data.yaml": """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: kafka}
      spec:
        serviceName: kafka-headless
        replicas: 3
        selector: {matchLabels: {app: kafka}}
        template:
          metadata: {labels: {app: kafka}}
          spec: {containers: [{name: kafka, image: "confluentinc/cp-kafka:7.4"}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: kafka-headless}
      spec: {clusterIP: None, selector: {app: kafka}, ports: [{port: 9092}]}
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: rides-mysql}
      spec:
        selector: {matchLabels: {app: rides-mysql}}
        template:
          metadata: {labels: {app: rides-mysql}}
          spec: {containers: [{name: mysql, image: "mysql:8"}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: rides-mysql}
      spec: {selector: {app: rides-mysql}, ports: [{port: 3306}]}
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: billing-pg}
      spec:
        selector: {matchLabels: {app: billing-pg}}
        template:
          metadata: {labels: {app: billing-pg}}
          spec: {containers: [{name: pg, image: "bitnami/postgresql:15"}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: billing-pg}
      spec: {selector: {app: billing-pg}, ports: [{port: 5432}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: pricing-cache}
      spec:
        selector: {matchLabels: {app: pricing-cache}}
        template:
          metadata: {labels: {app: pricing-cache}}
          spec: {containers: [{name: redis, image: "redis:7"}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: pricing-cache}
      spec: {selector: {app: pricing-cache}, ports: [{port: 6379}]}
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: invoice-export}
      spec:
        schedule: "0 3 * * *"
        jobTemplate:
          spec:
            template:
              spec: {containers: [{name: export, image: "registry.acme.io/mobility/billing:2.0"}]}
      """,
    ],
    services: ["rides", "pricing", "billing-worker"],
    stores: ["rides-mysql mysql", "billing-pg postgresql", "pricing-cache redis"], queues: ["kafka kafka"],
    edges: [
      "rides -data-> rides-mysql", "rides -async-> kafka", "rides -sync-> pricing",
      "pricing -data-> pricing-cache",
      "billing-worker -async-> kafka", "billing-worker -data-> billing-pg",
    ])

  /// Routes stand in labels; a Celery worker takes work from Redis through an env file.
  static let traefikCelery = InventedSystem(
    name: "Traefik labels and Celery",
    files: [
      "docker-compose.yml": """
      services:
        traefik:
          image: traefik:v2.10
          command: [--providers.docker=true]
          ports: ["80:80"]
          volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]
        backend:
          build: ./backend
          env_file: [backend.env]
          labels:
            - traefik.enable=true
            - traefik.http.routers.backend.rule=PathPrefix(`/api`)
          depends_on: [db, redis]
        celeryworker:
          build: ./backend
          command: celery -A app.worker worker
          env_file: [backend.env]
          depends_on: [db, redis]
        frontend:
          build: ./frontend
          labels:
            - traefik.enable=true
            - traefik.http.routers.frontend.rule=PathPrefix(`/`)
        db: {image: "postgres:12", env_file: [backend.env]}
        redis: {image: "redis:6"}
        flower: {image: mher/flower, command: "celery flower", depends_on: [redis]}
        pgadmin: {image: dpage/pgadmin4, depends_on: [db]}
      """,
      "backend.env": """
      # REDIS_HOST=old-redis
      POSTGRES_SERVER=db
      POSTGRES_USER=app
      POSTGRES_PASSWORD=changethis
      POSTGRES_DB=app
      CELERY_BROKER_URL=redis://redis:6379/0
      """,
    ],
    services: ["backend", "celeryworker", "frontend"], platform: ["traefik"],
    stores: ["db postgresql"], queues: ["redis redis"],
    edges: [
      "traefik -sync-> backend", "traefik -sync-> frontend", "backend -data-> db", "celeryworker -data-> db",
      "backend -async-> redis", "celeryworker -async-> redis",
    ])

  /// A gateway routes by service name; discovery and configuration servers support and are not called.
  static let springCloud = InventedSystem(
    name: "Spring Cloud Gateway",
    files: [
      "docker-compose.yml": """
      services:
        config-server: {build: ./config-server, ports: ["8888:8888"]}
        discovery-server: {build: ./discovery-server, depends_on: [config-server]}
        orders-service: {build: ./orders-service, depends_on: [discovery-server, config-server]}
        stock-service: {build: ./stock-service, depends_on: [discovery-server, config-server]}
        api-gateway: {build: ./api-gateway, ports: ["8080:8080"], depends_on: [discovery-server]}
        orders-db: {image: "mysql:8", environment: {MYSQL_ROOT_PASSWORD: root}}
        tracing-server: {image: openzipkin/zipkin}
        grafana-server: {build: ./docker/grafana}
      """,
      "api-gateway/src/main/resources/application.yml": """
      spring:
        application: {name: api-gateway}
        cloud:
          gateway:
            routes:
              - id: orders
                uri: lb://orders-service
                predicates: [Path=/api/orders/**]
              - id: stock
                uri: lb://stock-service
                predicates: [Path=/api/stock/**]
      eureka: {client: {serviceUrl: {defaultZone: "http://discovery-server:8761/eureka/"}}}
      """,
      "orders-service/src/main/resources/application.yml": """
      spring:
        application: {name: orders-service}
        datasource:
          url: jdbc:mysql://${MYSQL_HOST:orders-db}:3306/orders?useSSL=false
          password: root
        config: {import: "optional:configserver:http://config-server:8888"}
      stock: {base-url: "http://stock-service:8082"}
      # payments: {base-url: "http://stock-service:8082"}
      management: {zipkin: {tracing: {endpoint: "http://tracing-server:9411/api/v2/spans"}}}
      """,
      "stock-service/src/main/resources/application.properties": """
      spring.application.name=stock-service
      spring.datasource.url=jdbc:h2:mem:stock
      eureka.client.service-url.defaultZone=http://discovery-server:8761/eureka/
      """,
    ],
    services: ["orders-service", "stock-service", "api-gateway"],
    platform: ["config-server", "discovery-server"],
    stores: ["orders-db mysql"],
    edges: [
      "api-gateway -sync-> orders-service", "api-gateway -sync-> stock-service",
      "orders-service -data-> orders-db", "orders-service -sync-> stock-service",
    ])

  /// A stock nginx with own routes in front; secrets sit in URLs; a service's own address is no call.
  static let nodeNginx = InventedSystem(
    name: "Node behind nginx",
    files: [
      "compose.yaml": """
      services:
        nginx:
          image: nginx:1.25
          ports: ["80:80"]
          volumes: ["./nginx/default.conf:/etc/nginx/conf.d/default.conf:ro"]
        accounts:
          build: {context: services/accounts}
          environment:
            MONGO_URL: mongodb://root:p%40ss@mongo1:27017,mongo2:27017/accounts?replicaSet=rs0
            SELF_URL: http://accounts:3000
            AMQP_URL: amqp://guest:guest@bus:5672
        mailer:
          build: {context: services/mailer}
          environment: {AMQP_URL: "amqp://guest:guest@bus:5672", SMTP_HOST: mailhog}
        mongo1: {image: "mongo:6", command: mongod --replSet rs0}
        mongo2: {image: "mongo:6", command: mongod --replSet rs0}
        bus: {image: "rabbitmq:3"}
        mailhog: {image: mailhog/mailhog}
        mongo-express: {image: mongo-express, environment: {ME_CONFIG_MONGODB_SERVER: mongo1}}
      """,
      "nginx/default.conf": """
      # upstream old { server legacy:80; }
      upstream accounts_pool { server accounts:3000 max_fails=3; }
      server {
        listen 80;
        location /accounts/ { proxy_pass http://accounts_pool/; }
        # location /mail/ { proxy_pass http://mailer:3000/; }
      }
      """,
    ],
    services: ["accounts", "mailer"], platform: ["nginx"],
    stores: ["mongo1 mongodb", "mongo2 mongodb"], queues: ["bus rabbitmq"],
    edges: [
      "nginx -sync-> accounts", "accounts -data-> mongo1", "accounts -data-> mongo2", "accounts -async-> bus",
      "mailer -async-> bus",
    ])

  /// Stores run elsewhere and show in addresses only.
  static let cloudManaged = InventedSystem(
    name: "managed stores",
    files: [
      "k8s/app.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: catalog}
      spec:
        selector: {matchLabels: {app: catalog}}
        template:
          metadata: {labels: {app: catalog}}
          spec:
            containers:
              - name: catalog
                image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/catalog:9
                env:
                  - {name: DB_HOST, value: catalog-prod.cluster-c1.eu-west-1.rds.amazonaws.com}
                  - {name: DB_PORT, value: "5432"}
                  - {name: DATABASE_URL, value: "postgresql://u:p@catalog-prod.cluster-c1.eu-west-1.rds.amazonaws.com:5432/c"}
                  - {name: REDIS_URL, value: "rediss://sessions.abc.use1.cache.amazonaws.com:6379"}
                  - {name: ORDERS_QUEUE_URL, value: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: fulfilment}
      spec:
        selector: {matchLabels: {app: fulfilment}}
        template:
          metadata: {labels: {app: fulfilment}}
          spec:
            containers:
              - name: fulfilment
                image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/fulfilment:4
                env:
                  - {name: ORDERS_QUEUE_URL, value: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"}
                  - name: MONGODB_URI
                    valueFrom: {secretKeyRef: {name: fulfilment-mongodb, key: uri}}
      """
    ],
    services: ["catalog", "fulfilment"],
    stores: ["catalog-prod postgresql", "sessions redis", "fulfilment-mongodb mongodb"],
    queues: ["orders sqs"],
    edges: [
      "catalog -data-> catalog-prod", "catalog -data-> sessions", "catalog -async-> orders",
      "fulfilment -async-> orders", "fulfilment -data-> fulfilment-mongodb",
    ])

  /// Several namespaces, full names, an operator's database, a sidecar, an ingress.
  static let namespaced = InventedSystem(
    name: "several namespaces",
    files: [
      "manifests/all.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: storefront, namespace: web}
      spec:
        selector: {matchLabels: {app: storefront}}
        template:
          metadata: {labels: {app: storefront}}
          spec:
            containers:
              - name: storefront
                image: ghcr.io/acme/storefront:3
                env:
                  - {name: INVENTORY_GRPC, value: "dns:///inventory.backend.svc.cluster.local:9000"}
                  - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://otel.observability:4317"}
              - {name: fluent-bit, image: "fluent/fluent-bit:2"}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: storefront, namespace: web}
      spec: {selector: {app: storefront}, ports: [{port: 80}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: shop, namespace: web}
      spec:
        rules:
          - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: storefront, port: {number: 80}}}}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: inventory, namespace: backend}
      spec:
        selector: {matchLabels: {app: inventory}}
        template:
          metadata: {labels: {app: inventory}}
          spec:
            containers:
              - name: inventory
                image: ghcr.io/acme/inventory:3
                env:
                  - {name: DATABASE_HOST, value: inventory-db-rw}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: inventory, namespace: backend}
      spec: {selector: {app: inventory}, ports: [{port: 9000}]}
      ---
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      metadata: {name: inventory-db, namespace: backend}
      spec: {instances: 3, storage: {size: 10Gi}}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: log-agent, namespace: observability}
      spec:
        selector: {matchLabels: {app: log-agent}}
        template:
          metadata: {labels: {app: log-agent}}
          spec: {containers: [{name: agent, image: "ghcr.io/acme/log-agent:1"}]}
      """
    ],
    services: ["storefront", "inventory"], stores: ["inventory-db postgresql"],
    edges: ["storefront -sync-> inventory", "inventory -data-> inventory-db"])

  /// PHP with FastCGI behind an nginx that is built, a queue worker and tools for development.
  static let phpLaravel = InventedSystem(
    name: "Laravel",
    files: [
      "docker-compose.yml": """
      services:
        webserver: {build: ./docker/nginx, ports: ["80:80"], depends_on: [app]}
        app:
          build: .
          environment: {DB_CONNECTION: mysql, DB_HOST: mysql, DB_DATABASE: laravel, REDIS_HOST: redis, CACHE_DRIVER: redis}
        queue-worker:
          build: .
          command: php artisan queue:work
          environment: {DB_CONNECTION: mysql, DB_HOST: mysql, REDIS_HOST: redis, QUEUE_CONNECTION: redis}
        mysql: {image: "mysql/mysql-server:8.0", environment: {MYSQL_ROOT_PASSWORD: secret}}
        redis: {image: "redis:alpine"}
        phpmyadmin: {image: phpmyadmin, environment: {PMA_HOST: mysql}}
      """,
      "docker/nginx/Dockerfile": "FROM nginx:alpine\\nCOPY default.conf /etc/nginx/conf.d/\\n",
      "docker/nginx/default.conf": """
      server {
        listen 80;
        location ~ \\.php$ { fastcgi_pass app:9000; }
      }
      """,
    ],
    services: ["webserver", "app", "queue-worker"], stores: ["mysql mysql"], queues: ["redis redis"],
    edges: [
      "webserver -sync-> app", "app -data-> mysql", "queue-worker -data-> mysql", "app -async-> redis",
      "queue-worker -async-> redis",
    ])

  /// One ConfigMap with every address goes to everybody: it tells of the front alone.
  static let sharedConfig = InventedSystem(
    name: "shared ConfigMap",
    files: [
      "k8s/all.yaml": """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: endpoints}
      data:
        USERS_URL: http://users:8080
        MEALS_URL: http://meals:8080
        POSTGRES_HOST: postgres
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web-ui}
      spec:
        selector: {matchLabels: {app: web-ui}}
        template:
          metadata: {labels: {app: web-ui}}
          spec: {containers: [{name: c, image: "acme/web-ui:1", envFrom: [{configMapRef: {name: endpoints}}]}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: users}
      spec:
        selector: {matchLabels: {app: users}}
        template:
          metadata: {labels: {app: users}}
          spec: {containers: [{name: c, image: "acme/users:1", envFrom: [{configMapRef: {name: endpoints}}]}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: meals}
      spec:
        selector: {matchLabels: {app: meals}}
        template:
          metadata: {labels: {app: meals}}
          spec: {containers: [{name: c, image: "acme/meals:1", envFrom: [{configMapRef: {name: endpoints}}]}]}
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: postgres}
      spec:
        selector: {matchLabels: {app: postgres}}
        template:
          metadata: {labels: {app: postgres}}
          spec: {containers: [{name: c, image: "postgres:16"}]}
      """
    ],
    services: ["web-ui", "users", "meals"], stores: ["postgres postgresql"],
    edges: [
      "web-ui -sync-> users", "web-ui -sync-> meals", "web-ui -data-> postgres", "users -data-> postgres",
      "meals -data-> postgres",
    ])

  /// An aggregator waits for stores that only others name; a local DynamoDB is built without a Dockerfile here.
  static let waiting = InventedSystem(
    name: "waiting is not using",
    files: [
      "compose.yaml": """
      services:
        aggregator:
          build: ./aggregator
          environment: {URLS__CATALOG: "http://catalog:80"}
          depends_on: [catalog, sqldata, bus, tables-init]
        catalog:
          build: ./catalog
          environment:
            ConnectionStrings__EventBus: bus
            ConnectionString: Server=sqldata;Database=Catalog;User Id=sa;Password=x
          depends_on: [sqldata, bus]
        profile:
          build: ./profile
          environment: {AWS_DYNAMODB_ENDPOINT_URL: "http://dynamodblocal:8000"}
          depends_on: [dynamodblocal]
        sqldata: {image: "mcr.microsoft.com/mssql/server:2022-latest"}
        bus: {image: "rabbitmq:3-management"}
        dynamodblocal: {build: ./dynamodblocal, ports: ["8000:8000"]}
        tables-init: {build: ./tables}
      """
    ],
    services: ["aggregator", "catalog", "profile"],
    stores: ["sqldata sqlserver", "dynamodblocal dynamodb"], queues: ["bus rabbitmq"],
    edges: [
      "aggregator -sync-> catalog", "catalog -data-> sqldata", "catalog -async-> bus",
      "profile -data-> dynamodblocal",
    ])

  /// Modules carry a prefix, Compose only pulls images, the gateway's routes stand in its module.
  static let petclinic = InventedSystem(
    name: "Spring modules with a prefix",
    files: [
      "docker-compose.yml": """
      services:
        config-server: {image: acme/clinic-config-server, ports: ["8888:8888"]}
        discovery-server: {image: acme/clinic-discovery-server, depends_on: [config-server]}
        api-gateway: {image: acme/clinic-api-gateway, ports: ["8080:8080"], depends_on: [discovery-server]}
        vets-service: {image: acme/clinic-vets-service, depends_on: [discovery-server]}
        visits-service: {image: acme/clinic-visits-service, depends_on: [discovery-server]}
        admin-server: {image: acme/clinic-admin-server}
      """,
      "acme-clinic-api-gateway/src/main/resources/application.yml": """
      spring:
        application: {name: api-gateway}
        cloud:
          gateway:
            server:
              webflux:
                routes:
                  - {id: vets, uri: "lb://vets-service", predicates: [Path=/api/vet/**]}
                  - {id: visits, uri: "lb://VISITS-SERVICE", predicates: [Path=/api/visit/**]}
      """,
    ],
    services: ["api-gateway", "vets-service", "visits-service"],
    platform: ["config-server", "discovery-server", "admin-server"], stores: [],
    edges: ["api-gateway -sync-> vets-service", "api-gateway -sync-> visits-service"])

  /// Members of a stateful set nobody declares here are one store; an operator's Service leads to its resource.
  static let members = InventedSystem(
    name: "members of a stateful set",
    files: [
      "k8s/app.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: statements}
      spec:
        selector: {matchLabels: {app: statements}}
        template:
          metadata: {labels: {app: statements}}
          spec:
            containers:
              - name: statements
                image: ghcr.io/acme/statements:1
                env:
                  - name: MONGODB_URI
                    value: mongodb://u:p@statements-mongo-0.statements-mongo:27017,statements-mongo-1.statements-mongo:27017/s
                  - {name: KAFKA_BOOTSTRAP, value: "events-kafka-bootstrap:9092"}
      """
    ],
    services: ["statements"], stores: ["statements-mongo mongodb"], queues: ["events kafka"],
    edges: ["statements -data-> statements-mongo", "statements -async-> events"])
}
