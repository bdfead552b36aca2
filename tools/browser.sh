# Finds Chromium with its driver and a Python with selenium and axe-core, or gets them; sourced after common.sh. Sets browser, driver
# and python; ends the script where no browser can be had.

first_of() {
    local name
    for name in "$@"; do
        if has "$name"; then
            command -v -- "$name"
            return
        fi
    done
}

find_browser() {
    browser=$(first_of chromium chromium-browser google-chrome)
    driver=$(first_of chromedriver)
}

# require_browser TOOL WHAT: or say that WHAT is not tried.
require_browser() {
    find_browser
    if [[ -z $browser || -z $driver ]] && has apt-get; then
        install_packages chromium chromium-driver --
        find_browser
    fi
    if [[ -z $browser || -z $driver ]]; then
        say "$1: skipped, for there is no Chromium with its driver here. Install 'chromium' and 'chromedriver' (Debian:" \
            "chromium, chromium-driver; brew: --cask chromium, --cask chromedriver) to have $2 tried."
        exit 0
    fi
}

require_browser_python() {
    local needs='import selenium, axe_core_python' environment=$root/.build/page-check missing=()
    python=$(first_of python3)
    if [[ -n $python ]] && "$python" -c "$needs" 2>/dev/null; then return; fi
    python=$environment/bin/python
    if "$python" -c "$needs" 2>/dev/null; then return; fi
    has python3 || missing+=(python3)
    python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
    if ((${#missing[@]})); then install_packages "${missing[@]}" -- python; fi
    rm -rf -- "$environment"
    python3 -m venv "$environment"
    quietly "$environment/bin/pip" install --quiet --disable-pip-version-check \
        'selenium==4.36.0' 'axe-core-python==0.1.0' ||
        fail "'selenium' and 'axe-core-python' could not be had from PyPI. See above; then run this again."
}
