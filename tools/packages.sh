# Sourced by ./quickstart and ./test: installs the Debian packages that bestand is built with, once.

bestand_packages=(
  g++ cmake ninja-build ccache python3 python3-pip ca-certificates
  libcli11-dev        # command line
  libcld2-dev         # language detection
  libhowardhinnant-date-dev tzdata   # time zones
  libmicrohttpd-dev   # the ledger over HTTP
  libsqlite3-dev      # the ledger's store
  libssl-dev          # SHA-256
  libtomlplusplus-dev # data files
  libutf8proc-dev     # case folding, decomposition
  nlohmann-json3-dev  # reading JSON
  libarchive-dev      # tar and zip
  libcurl4-openssl-dev  # fetching feeds and pages
  libzstd-dev
  zlib1g-dev
  iso-codes           # country and province names in all languages
)
bestand_test_packages=(libgtest-dev chromium fonts-noto-core)

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    say "installing ${missing[*]}"
    as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
}

# node 18 or newer with npm, for the web page; Debian's where the machine has none.
install_node() {
  command -v node >/dev/null && command -v npm >/dev/null || install_packages nodejs npm
}

say() { printf '\033[1m== %s\033[0m\n' "$*"; }

# configure PRESET [CMAKE ARGUMENTS]: a build tree, with compiled objects shared between trees where ccache is there.
configure() {
  local preset=$1; shift
  cmake --preset "$preset" -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "$@" >build/"$preset".configure.log 2>&1 ||
    { cat build/"$preset".configure.log; return 1; }
}
