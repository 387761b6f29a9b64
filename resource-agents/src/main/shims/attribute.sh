# Read by crm_attribute, crm_master and attrd_updater: the options these three share, handed on to crm.
# A node attribute is set in the background of the cluster's own work, so nobody waits for it here: an agent that did
# would hold up the very cluster that must agree to the attribute.

attribute_name=
attribute_value=
attribute_default=
attribute_node=$CRM_NODE
attribute_verb=query

attribute_promotion() {
  attribute_name="master-${OCF_RESOURCE_INSTANCE%%:*}"
}

attribute_unknown() {
  echo "$(basename "$0"): option '$1' is not provided here" >&2
  exit 64
}

attribute_parse() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --*=*)
        option=${1%%=*}
        value=${1#*=}
        shift
        set -- "$option" "$value" "$@"
        continue
        ;;
    esac
    case "$1" in
      -n | --name) attribute_name=$2 && shift ;;
      -N | --node | --uname) attribute_node=$2 && shift ;;
      -v | --update) attribute_value=$2 && attribute_verb=set && shift ;;
      -U) attribute_value=$2 && attribute_verb=set && shift ;;
      -d | --default | --delay) attribute_default=$2 && shift ;;
      -l | --lifetime | -t | --type | -s | --set-name | -S | --section) shift ;;
      -p | --promotion)
        attribute_promotion
        case "${2:-}" in
          '' | -*) ;;
          *) attribute_name="master-$2" && shift ;;
        esac
        ;;
      -D | --delete) attribute_verb=delete ;;
      -G | -Q | --query) attribute_verb=query ;;
      -q | --quiet | -V | --verbose) ;;
      *) attribute_unknown "$1" ;;
    esac
    shift
  done
}

attribute_act() {
  if [ -z "$attribute_name" ]; then
    echo "$(basename "$0"): no attribute is named" >&2
    exit 64
  fi
  case "$attribute_verb" in
    set) exec "${CRM_CLIENT:-crm}" --no-wait node attribute "$attribute_node" "$attribute_name" "$attribute_value" ;;
    delete) exec "${CRM_CLIENT:-crm}" --no-wait node attribute "$attribute_node" "$attribute_name" --delete ;;
    query)
      if [ -n "$attribute_default" ]; then
        echo "$attribute_default"
        exit 0
      fi
      echo "$(basename "$0"): attributes can be set and removed here, not read" >&2
      exit 105
      ;;
  esac
}
