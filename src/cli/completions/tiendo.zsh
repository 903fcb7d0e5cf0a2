#compdef tiendo
# tiendo: completions for zsh
_tiendo() {
    local -a found
    found=("${(@f)$(${words[1]} --complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n ${found[1]} ]]; then _describe 'tiendo' found; else _files; fi
}
if [[ ${funcstack[1]} = _tiendo ]]; then _tiendo "$@"; else compdef _tiendo tiendo; fi
