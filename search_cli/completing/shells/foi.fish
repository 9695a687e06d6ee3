# Completion of foi for fish; `foi completion fish` prints this.
function __foi_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    set -l replies (_FOI_COMPLETE=fish $program $words[2..-1] "$typed" 2>/dev/null)
    switch "$replies[1]"
        case files
            __fish_complete_path "$typed"
        case folders
            __fish_complete_directories "$typed"
        case '*'
            printf '%s\n' $replies[2..-1]
    end
end
complete -c foi -f -a '(__foi_complete)'
