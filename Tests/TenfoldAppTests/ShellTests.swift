import Glibc
import TenfoldTestSupport
import Testing

@testable import TenfoldApp

/// Completions and manual pages, held against the shells and the formatter that read them.
struct ShellTests {
  private func has(_ tool: String) -> Bool {
    if system("command -v \(tool) >/dev/null") == 0 { return true }
    print("skipped: \(tool) is not installed")
    return false
  }

  @Test(arguments: CompletionScript.Shell.allCases)
  func `every command and option is completed in every shell`(_ shell: CompletionScript.Shell) {
    let text = CompletionScript.text(for: shell, of: Application.specifications)
    for command in Application.specifications {
      #expect(text.contains(command.name))
      for option in command.options {
        #expect(
          text.contains((shell == .fish ? "-l " : "--") + option.name), "\(command.name) \(option.name)")
      }
    }
  }

  @Test func `bash completes commands, options, values and files`() throws {
    guard has("bash") else { return }
    let folder = try FixtureFolder()
    try folder.write("tenfold.bash", CompletionScript.text(for: .bash, of: Application.specifications))
    try folder.write("a folder/x", "")
    try folder.write(
      "try.bash",
      """
      set -u
      cd \(folder.path)
      source tenfold.bash
      expect() { # WORDS... = ANSWERS
        local words=(); while [ "$1" != = ]; do words+=("$1"); shift; done; shift
        COMP_WORDS=("${words[@]}") COMP_CWORD=$((${#words[@]} - 1)) COMPREPLY=()
        _tenfold
        [ "${COMPREPLY[*]}" = "$*" ] || { echo "${words[*]}: ${COMPREPLY[*]}, not $*"; exit 1; }
      }
      expect tenfold sol = solve
      expect tenfold solve --ra = --rate
      expect tenfold --plain schema solu = solution
      expect tenfold solve 'a f' = 'a folder'
      expect tenfold completions f = fish
      """)
    #expect(system("bash \(folder.path)/try.bash") == 0)
  }

  @Test func `zsh and fish read their scripts`() throws {
    let folder = try FixtureFolder()
    try folder.write("_tenfold", CompletionScript.text(for: .zsh, of: Application.specifications))
    try folder.write("tenfold.fish", CompletionScript.text(for: .fish, of: Application.specifications))
    if has("zsh") {
      let load =
        "fpath=(\(folder.path) $fpath); autoload -Uz compinit; compinit -u -d \(folder.path)/dump; autoload +X _tenfold"
      #expect(system("zsh -f -c '\(load); [ $_comps[tenfold] = _tenfold ]'") == 0)
    }
    if has("fish") {
      let ask = "source \(folder.path)/tenfold.fish; complete -C 'tenfold schema solu'"
      #expect(system("test \"$(HOME=\(folder.path) fish -c \"\(ask)\")\" = solution") == 0)
    }
  }

  @Test func `the formatter finds no error in a manual page`() throws {
    guard has("mandoc") else { return }
    let folder = try FixtureFolder()
    try folder.write("tenfold.1", ManualPage.text(of: Application.specifications))
    for command in Application.specifications {
      try folder.write("\(command.name).1", ManualPage.text(of: command))
    }
    #expect(system("mandoc -T lint -W error \(folder.path)/*.1") == 0)
    #expect(system("mandoc -T ascii \(folder.path)/solve.1 | col -b | grep -q -- '--change WHAT'") == 0)
  }

  @Test func `a shell or a command that is not there is named`() {
    #expect(Run(["completions", "csh"]).errors.contains("bash, zsh, fish"))
    #expect(Run(["manual", "sovle"]).errors.contains("did you mean 'solve'?"))
    #expect(Run(["completions"]).status == .usage)
  }
}
