# Completion of foi for bash; `foi completion bash` prints this.
_foi_completion() {
    local line kind=
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $kind ]]; then kind=$line; else COMPREPLY+=("$line"); fi
    done < <(_FOI_COMPLETE=bash _FOI_LINE=${COMP_LINE:0:COMP_POINT} _FOI_BREAKS=$COMP_WORDBREAKS "${1/#\~\//$HOME/}" 2>/dev/null)
    case $kind in
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames 2>/dev/null ;;
        begun) compopt -o nospace 2>/dev/null ;;
    esac
}
complete -F _foi_completion foi
