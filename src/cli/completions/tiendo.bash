# tiendo: completions for bash
_tiendo() {
    local IFS=$'\n' words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    COMPREPLY=($("${COMP_WORDS[0]}" --complete bash "${words[@]}" 2>/dev/null))
}
complete -o default -F _tiendo tiendo
