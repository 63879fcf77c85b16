/// Scripts by which shells complete command lines, from the declarations of the commands.
enum CompletionScript {
  /// A shell.
  enum Shell: String, CaseIterable {
    case bash, zsh, fish
  }

  /// The script for a shell.
  static func text(for shell: Shell, of commands: [CommandSpecification]) -> String {
    switch shell {
    case .bash: bash(commands)
    case .zsh: zsh(commands)
    case .fish: fish(commands)
    }
  }

  // MARK: bash

  private static func bash(_ commands: [CommandSpecification]) -> String {
    let cases = commands.map { command in
      let values = command.arguments.flatMap(\.values)
      return """
            \(command.name))
              options='\(command.options.map { "--" + $0.name }.joined(separator: " "))'
              values='\(values.joined(separator: " "))' ;;

        """
    }
    return """
      # bash completion of tenfold: source it, or write it to /usr/share/bash-completion/completions/tenfold
      _tenfold() {
        local word=${COMP_WORDS[COMP_CWORD]} command= index options='--help --version' values=
        for ((index = 1; index < COMP_CWORD; index++)); do
          case ${COMP_WORDS[index]} in
            -*) ;;
            *) command=${COMP_WORDS[index]}; break ;;
          esac
        done
        case $command in
          '') values='\(commands.map(\.name).joined(separator: " "))' ;;
      \(cases.joined())    *)
            options='\(named("analyze", commands).map { "--" + $0.name }.joined(separator: " "))' ;;
        esac
        local IFS=$' \\t\\n'
        if [[ $word == -* ]]; then
          COMPREPLY=($(compgen -W "$options" -- "$word"))
        else
          local IFS=$'\\n'
          COMPREPLY=($(IFS=' '; compgen -W "$values" -- "$word") $(compgen -f -- "$word"))
        fi
      }
      complete -o filenames -F _tenfold tenfold

      """
  }

  private static func named(_ name: String, _ commands: [CommandSpecification]) -> [OptionSpecification] {
    commands.first { $0.name == name }?.options ?? []
  }

  // MARK: zsh

  private static func zsh(_ commands: [CommandSpecification]) -> String {
    let names = commands.map { "    \(quoted("\(escaped($0.name)):\($0.summary)"))\n" }.joined()
    let cases = commands.map { command in
      let options = command.options.map { "          \(quoted(argument(of: $0))) \\\n" }.joined()
      let values = command.arguments.flatMap(\.values)
      let words =
        values.isEmpty ? "*:file:_files" : "*:\(command.arguments[0].name):(\(values.joined(separator: " ")))"
      return "        \(command.name))\n          _arguments \\\n\(options)          \(quoted(words)) ;;\n"
    }
    return """
      #compdef tenfold
      # zsh completion of tenfold: write it as _tenfold to a folder of $fpath
      _tenfold() {
        local -a commands
        commands=(
      \(names)  )
        if (( CURRENT == 2 )); then
          _describe -t commands command commands
          _files
          return
        fi
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        case $command in
      \(cases.joined())      *) _files ;;
        esac
      }
      if [ "$funcstack[1]" = _tenfold ]; then _tenfold "$@"; else compdef _tenfold tenfold; fi

      """
  }

  private static func argument(of option: OptionSpecification) -> String {
    let text = "[" + escaped(option.help).replacing("[", with: "\\[").replacing("]", with: "\\]") + "]"
    let name = (option.isRepeatable ? "*--" : "--") + option.name
    switch option.value {
    case .none: return name + text
    case .required(let placeholder): return "\(name)=\(text):\(placeholder):_files"
    case .optional(let placeholder): return "\(name)=-\(text)::\(placeholder):_files"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
  }

  // MARK: fish

  private static func fish(_ commands: [CommandSpecification]) -> String {
    var lines = [
      "# fish completion of tenfold: write it to ~/.config/fish/completions/tenfold.fish"
    ]
    for command in commands {
      lines.append(
        "complete -c tenfold -n __fish_use_subcommand -a \(command.name) -d \(fishQuoted(command.summary))")
    }
    for command in commands {
      let condition = "complete -c tenfold -n '__fish_seen_subcommand_from \(command.name)'"
      for option in command.options {
        let short = option.short.map { " -s \($0)" } ?? ""
        let value = if case .required = option.value { " -r" } else { "" }
        lines.append("\(condition) -l \(option.name)\(short)\(value) -d \(fishQuoted(option.help))")
      }
      let values = command.arguments.flatMap(\.values)
      if !values.isEmpty { lines.append("\(condition) -f -a \(fishQuoted(values.joined(separator: " ")))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  private static func fishQuoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
