import { HIDDEN_COMMAND } from './wanted-at';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** What each shell is given: it asks `perdure` itself what may come next, and offers files where that is nothing. */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_perdure() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(perdure ${HIDDEN_COMMAND} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _perdure perdure`,
  zsh: `#compdef perdure
_perdure() {
  local -a found
  found=("\${(@f)$(perdure ${HIDDEN_COMMAND} -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _perdure perdure`,
  fish: `function __perdure_complete
  perdure ${HIDDEN_COMMAND} -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null
end
complete -c perdure -a '(__perdure_complete)'`,
};

/** How each shell takes its script for good. */
export const COMPLETION_SETUP: Readonly<Record<Shell, string>> = {
  bash: 'source <(perdure completion bash)',
  zsh: 'source <(perdure completion zsh)',
  fish: 'perdure completion fish | source',
};
