package main

import (
	"os"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// completionCmd prints what makes a shell complete the words of this program. It
// is a script, so it is the same with --json.
type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish,powershell" help:"${completion_shell}" name:"shell"`
}

// Run prints the script, with the place of the program in it.
func (c completionCmd) Run(a *app) error {
	program, err := os.Executable()
	if err != nil {
		return fileFault("gombasync", err)
	}

	a.out.Raw(completionScript(c.Shell, program))

	return nil
}

// completionScript asks the program itself, as bash does: the line so far stands
// in COMP_LINE, and each line of the answer is a word that fits.
func completionScript(shell, program string) string {
	inShell := "'" + strings.ReplaceAll(program, "'", `'\''`) + "'"

	switch shell {
	case "fish":
		// fish knows two escapes between apostrophes.
		inFish := "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(program) + "'"

		return `function __complete_gombasync
    set -lx COMP_LINE (commandline -cp)
    ` + inFish + `
end
complete -f -c gombasync -a "(__complete_gombasync)"
`
	case "powershell":
		return powershellScript("'" + strings.ReplaceAll(program, "'", "''") + "'")
	case "zsh":
		return "autoload -U +X compinit && compinit -C\nautoload -U +X bashcompinit && bashcompinit\n" + bashLine(inShell)
	default:
		return bashLine(inShell)
	}
}

// bashLine quotes the program twice: the shell that completes reads it again. What
// the program does not know is completed as a file.
func bashLine(inShell string) string {
	return "complete -o default -C '" + strings.ReplaceAll(inShell, "'", `'\''`) + "' gombasync\n"
}

// powershellScript gives the program the line up to the cursor. PowerShell leaves
// out the space behind the last word.
func powershellScript(program string) string {
	return `Register-ArgumentCompleter -Native -CommandName @('gombasync', 'gombasync.exe') -ScriptBlock {
    param($word, $command, $cursor)
    $line = $command.ToString()
    $typed = $cursor - $command.Extent.StartOffset
    if ($typed -le $line.Length) { $line = $line.Substring(0, $typed) } else { $line += ' ' }
    $env:COMP_LINE = $line
    try {
        & ` + program + ` | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
        }
    } finally {
        Remove-Item Env:COMP_LINE
    }
}
`
}

func completionWords() map[string]lang.Text {
	return map[string]lang.Text{
		"completion": lang.Of("Print the script that makes a shell complete commands, flags and values.",
			"Отпечатва скрипта, с който обвивката допълва команди, флагове и стойности."),
		"completion_shell": lang.Of("The shell: bash, zsh, fish or powershell.", "Обвивката: bash, zsh, fish или powershell."),
	}
}
