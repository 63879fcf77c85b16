import Testing

@testable import TenfoldDiscovery

struct AddressParserTests {
  /// A value under a name, and `host:port/engine` of each address in it.
  struct Example: Sendable {
    var name: String
    var text: String
    var expected: [String]

    init(_ name: String, _ text: String, _ expected: [String]) {
      self.name = name
      self.text = text
      self.expected = expected
    }
  }

  static let examples = [
    Example("CART_ADDR", "cart:7070", ["cart:7070/-"]),
    Example("CART_HOST", "cart", ["cart:-/-"]),
    Example("APP_ENV", "production", []),
    Example("POSTGRES_DB", "accounts-db", []),
    Example("EventBus__HostName", "eventbus", ["eventbus:-/-"]),
    Example("LISTEN_ADDR", "0.0.0.0:8080", []),
    Example("API_URL", "http://localhost:3000/api", []),
    Example("ASPNETCORE_URLS", "http://*:80;https://+:443", []),
    Example("IMAGE_URL", "http://images.shop.svc.cluster.local/x", ["images.shop.svc.cluster.local:-/-"]),
    Example("DATABASE_URL", "postgres://u:p@db:5432/app?sslmode=disable", ["db:5432/postgresql"]),
    Example("DATABASE_URL", "postgresql+psycopg2://u:p%40ss@db/app", ["db:-/postgresql"]),
    Example("DATABASE_URL", "postgres://u:pa/s#s@db:5432/app", ["db:5432/postgresql"]),
    Example(
      "spring.datasource.url", "jdbc:mysql://orders-db:3306/orders?useSSL=false", ["orders-db:3306/mysql"]),
    Example("url", "jdbc:oracle:thin:@//ora:1521/XE", ["ora:-/oracle"]),
    Example("DSN", "root:secret@tcp(mysql:3306)/shop?parseTime=true", ["mysql:3306/mysql"]),
    Example(
      "MONGO_URL", "mongodb://u:p@m1:27017,m2:27017/x?replicaSet=rs",
      ["m1:27017/mongodb", "m2:27017/mongodb"]),
    Example(
      "MONGO_URL", "mongodb+srv://u:p@cluster0.ab1cd.mongodb.net/x", ["cluster0.ab1cd.mongodb.net:-/mongodb"]),
    Example("REDIS_URL", "rediss://:secret@cache:6380/0", ["cache:6380/redis"]),
    Example("RABBIT", "amqp://guest:guest@bus:5672//", ["bus:5672/rabbitmq"]),
    Example("KAFKA_BROKERS", "k1:9092,k2:9092", ["k1:9092/-", "k2:9092/-"]),
    Example(
      "ConnectionString", "Server=sql,1433;Database=x;User Id=sa;Password=p;TrustServerCertificate=true",
      ["sql:1433/sqlserver"]),
    Example(
      "ConnectionString", "Server=tcp:shop.database.windows.net,1433;Initial Catalog=x",
      ["shop.database.windows.net:1433/sqlserver"]),
    Example("ConnectionString", "Host=pg;Port=5432;Username=u;Password=p", ["pg:5432/postgresql"]),
    Example("DSN", "host=pg port=5432 user=u password=p dbname=x", ["pg:5432/postgresql"]),
    Example("ConnectionString", "cache:6379,password=p,abortConnect=false", ["cache:6379/-"]),
    Example(
      "Bus", "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=v",
      ["shop.servicebus.windows.net:-/azure-service-bus"]),
    Example(
      "Cosmos", "AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=v",
      ["shop.documents.azure.com:443/-"]),
    Example("INVENTORY_TARGET", "dns:///inventory:9000", ["inventory:9000/-"]),
    Example("args", "--db=postgres://u:p@db/x --cache=redis://cache", ["db:-/postgresql", "cache:-/redis"]),
    Example("START", "12:30", []),
    Example("MAIL", "https://x.test/?to=me@example.org", ["x.test:-/-"]),
  ]

  @Test(arguments: examples)
  func `hosts are found in every common form`(_ example: Example) {
    let found = AddressParser.addresses(in: example.text, named: example.name).map {
      "\($0.host):\($0.port.map(String.init) ?? "-")/\($0.engine ?? "-")"
    }
    #expect(found == example.expected)
  }

  @Test func `placeholders take values, then defaults, then leave their name`() {
    let resolved = Placeholder.resolved("http://${CART_HOST}:${PORT:8080}/${MODE:-${OTHER:x}}") {
      $0 == "OTHER" ? "y" : nil
    }
    #expect(resolved == "http://__variable__CART_HOST:8080/y")
  }
}
