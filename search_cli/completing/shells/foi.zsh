#compdef foi
# Completion of foi for zsh; `foi completion zsh` prints this.
_foi() {
    local -a replies offers displays end
    local reply kind about program=${(Q)words[1]}
    integer width=0
    replies=("${(@f)$(_FOI_COMPLETE=zsh ${program/#\~\//$HOME/} "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    kind=$replies[1]
    shift replies
    case $kind in
        files) compset -P '--*='; _files; return ;;
        folders) compset -P '--*='; _files -/; return ;;
        begun) end=(-S '') ;;
    esac
    for reply in $replies; do
        offers+=("${reply%%$'\t'*}")
        (( ${#offers[-1]} > width )) && width=${#offers[-1]}
    done
    (( width > COLUMNS * 2 / 3 )) && (( width = COLUMNS * 2 / 3 ))
    for reply in $replies; do
        about=${reply#*$'\t'}
        displays+=("${(r:width:)${reply%%$'\t'*}}${about:+  $about}")
    done
    (( $#offers )) && compadd -U -l "${end[@]}" -d displays -a offers
}
if [[ $funcstack[1] == _foi ]]; then
    _foi "$@"
else
    compdef _foi foi
fi
