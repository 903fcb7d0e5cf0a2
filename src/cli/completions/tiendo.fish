# tiendo: completions for fish
function __tiendo_complete
    set -l words (commandline -opc) (commandline -ct)
    $words[1] --complete fish $words[2..-1] 2>/dev/null
end
complete -c tiendo -a '(__tiendo_complete)'
