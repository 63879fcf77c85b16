internal import TenfoldModel
internal import TenfoldPlatform

/// What may stand behind a key.
indirect enum DescriptionForm: Sendable {
  case quantity(QuantityUnit)
  case text
  case flag
  case choice([String])
  /// A mapping with the keys of the table of this name.
  case table(String)
  /// A mapping from names to values of one form.
  case map(DescriptionForm)
  case list(DescriptionForm)
  case either([DescriptionForm])
}

/// One key of `tenfold.yaml`: its name, what it means, how it is read into a value and written from it.
///
/// The tables of keys are the only place that knows the format: reader, writer, JSON Schema and the key
/// reference in the guide are all made from them.
struct DescriptionKey<Root>: Sendable {
  let name: String
  let form: DescriptionForm
  /// Its meaning, in a sentence without a final stop; Markdown.
  let help: String
  /// What would tell the value when it is unknown; nil when leaving it out is usual.
  let source: String?
  let isRequired: Bool
  /// Puts what `node` says into the root; reports what is doubtful.
  let read: @Sendable (YAMLNode, inout Root, inout DescriptionReading) -> Void
  /// The value to write, nil when there is nothing to say.
  let write: @Sendable (Root) -> DescriptionTree?

  init(
    _ name: String, _ form: DescriptionForm, _ help: String, source: String? = nil, isRequired: Bool = false,
    read: @escaping @Sendable (YAMLNode, inout Root, inout DescriptionReading) -> Void,
    write: @escaping @Sendable (Root) -> DescriptionTree?
  ) {
    self.name = name
    self.form = form
    self.help = help
    self.source = source
    self.isRequired = isRequired
    self.read = read
    self.write = write
  }
}

extension DescriptionKey {
  /// A number that may be unknown.
  static func quantity(
    _ name: String, _ path: any WritableKeyPath<Root, Quantity?> & Sendable, _ unit: QuantityUnit,
    _ help: String, source: String? = nil, isPositive: Bool = false
  ) -> DescriptionKey {
    DescriptionKey(
      name, .quantity(unit), help, source: source,
      read: { node, root, reading in
        root[keyPath: path] = isPositive ? reading.positive(node, unit) : reading.quantity(node, unit)
      },
      write: { $0[keyPath: path].map { .quantity($0, unit) } })
  }

  /// A number without which the rest says nothing.
  static func required(
    _ name: String, _ path: any WritableKeyPath<Root, Quantity> & Sendable, _ unit: QuantityUnit,
    _ help: String
  ) -> DescriptionKey {
    DescriptionKey(
      name, .quantity(unit), help, isRequired: true,
      read: { node, root, reading in
        if let quantity = reading.quantity(node, unit) { root[keyPath: path] = quantity }
      },
      write: { .quantity($0[keyPath: path], unit) })
  }

  /// A word or name.
  static func text(
    _ name: String, _ path: any WritableKeyPath<Root, String?> & Sendable, _ help: String,
    source: String? = nil
  ) -> DescriptionKey {
    DescriptionKey(
      name, .text, help, source: source,
      read: { node, root, reading in root[keyPath: path] = reading.text(node) },
      write: { $0[keyPath: path].map { .text($0) } })
  }

  /// A word or name without which the rest says nothing.
  static func requiredText(
    _ name: String, _ path: any WritableKeyPath<Root, String> & Sendable, _ help: String
  ) -> DescriptionKey {
    DescriptionKey(
      name, .text, help, isRequired: true,
      read: { node, root, reading in if let text = reading.text(node) { root[keyPath: path] = text } },
      write: { .text($0[keyPath: path]) })
  }

  /// A yes or no that may be unknown.
  static func flag(
    _ name: String, _ path: any WritableKeyPath<Root, Bool?> & Sendable, _ help: String,
    source: String? = nil
  ) -> DescriptionKey {
    DescriptionKey(
      name, .flag, help, source: source,
      read: { node, root, reading in root[keyPath: path] = reading.flag(node) },
      write: { $0[keyPath: path].map { .plain($0 ? "true" : "false") } })
  }

  /// Names of things, as a list or a single text.
  static func texts(
    _ name: String, _ path: any WritableKeyPath<Root, [String]> & Sendable, _ help: String
  ) -> DescriptionKey {
    DescriptionKey(
      name, .either([.text, .list(.text)]), help,
      read: { node, root, reading in root[keyPath: path] = reading.texts(node) },
      write: { root in
        let texts = root[keyPath: path]
        guard let first = texts.first else { return nil }
        return texts.count == 1 ? .text(first) : .list(texts.map { .text($0) })
      })
  }

  /// One of a few words; `spellings` pairs each value with its word.
  static func choice<Value: Hashable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Root, Value> & Sendable,
    _ spellings: [(word: String, value: Value)], fallback: Value?, _ help: String, source: String? = nil
  ) -> DescriptionKey {
    DescriptionKey(
      name, .choice(spellings.map(\.word)), help, source: source,
      read: { node, root, reading in
        if let word = reading.choice(node, of: spellings.map(\.word)),
          let spelling = spellings.first(where: { $0.word == word })
        {
          root[keyPath: path] = spelling.value
        }
      },
      write: { root in
        let value = root[keyPath: path]
        guard value != fallback, let spelling = spellings.first(where: { $0.value == value }) else {
          return nil
        }
        return .text(spelling.word)
      })
  }

  /// A mapping of its own behind the key, which is left out when it says nothing.
  static func table<Part>(
    _ name: String, _ path: any WritableKeyPath<Root, Part> & Sendable, _ table: DescriptionTable<Part>,
    _ help: String
  ) -> DescriptionKey {
    DescriptionKey(
      name, .table(table.name), help,
      read: { node, root, reading in table.read(node, into: &root[keyPath: path], &reading) },
      write: { table.tree(of: $0[keyPath: path]).nonempty })
  }

  /// A mapping of its own that is known or not as a whole. `shorthand` reads a scalar in its place.
  static func optionalTable<Part>(
    _ name: String, _ path: any WritableKeyPath<Root, Part?> & Sendable, _ table: DescriptionTable<Part>,
    start: @escaping @Sendable () -> Part, _ help: String
  ) -> DescriptionKey {
    DescriptionKey(
      name, .table(table.name), help,
      read: { node, root, reading in
        guard !reading.isUnknown(node) else { return }
        root[keyPath: path] = table.value(of: node, start: start(), &reading)
      },
      write: { $0[keyPath: path].map { table.tree(of: $0) } })
  }

  /// A list of mappings.
  static func list<Item>(
    _ name: String, _ path: any WritableKeyPath<Root, [Item]> & Sendable, _ table: DescriptionTable<Item>,
    start: @escaping @Sendable () -> Item, _ help: String
  ) -> DescriptionKey {
    DescriptionKey(
      name, .list(.table(table.name)), help,
      read: { node, root, reading in
        for (index, item) in reading.items(node).enumerated() {
          let value = reading.within("[\(index)]") { table.value(of: item, start: start(), &$0) }
          if let value { root[keyPath: path].append(value) }
        }
      },
      write: { root in
        let items = root[keyPath: path]
        return items.isEmpty ? nil : .list(items.map { table.tree(of: $0) })
      })
  }

  /// Named values of one kind: a mapping from names to mappings.
  static func named<Item>(
    _ name: String, _ path: any WritableKeyPath<Root, [Item]> & Sendable, _ table: DescriptionTable<Item>,
    called itemName: any KeyPath<Item, String> & Sendable,
    start: @escaping @Sendable (_ name: String) -> Item, _ help: String
  ) -> DescriptionKey {
    DescriptionKey(
      name, .map(.table(table.name)), help,
      read: { node, root, reading in
        for entry in reading.entries(node) {
          let value = reading.within(entry.key) {
            table.value(of: entry.value, start: start(entry.key), &$0)
          }
          if let value { root[keyPath: path].append(value) }
        }
      },
      write: { root in
        let items = root[keyPath: path]
        guard !items.isEmpty else { return nil }
        return .map(items.map { .init($0[keyPath: itemName], table.tree(of: $0)) })
      })
  }
}
