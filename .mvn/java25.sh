# Finds a JDK 25 and exports JAVA_HOME; sourced by `mvnw` and `tapedeck`.
# Reads each candidate's `release` file instead of starting its java: this runs before every command.

# Is $1 the home of a JDK (not a bare runtime) of feature release 25?
tapedeck_is_jdk25() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r tapedeck_key tapedeck_value; do
    if [ "$tapedeck_key" = JAVA_VERSION ]; then
      case "$tapedeck_value" in
        '"25'[!0-9]*) return 0 ;;
        *) return 1 ;;
      esac
    fi
  done <"$1/release"
  return 1
}

# Sets JAVA_HOME to the first JDK 25 found, or fails.
tapedeck_find_jdk25() {
  for tapedeck_home in "${JAVA_HOME-}" "${JAVA_25_HOME-}"; do
    tapedeck_is_jdk25 "$tapedeck_home" && JAVA_HOME=$tapedeck_home && return 0
  done
  tapedeck_java=$(command -v java) || tapedeck_java=
  if [ -n "$tapedeck_java" ]; then
    tapedeck_home=$(readlink -f "$tapedeck_java" 2>/dev/null) || tapedeck_home=$tapedeck_java
    tapedeck_home=${tapedeck_home%/bin/java}
    tapedeck_is_jdk25 "$tapedeck_home" && JAVA_HOME=$tapedeck_home && return 0
  fi
  for tapedeck_home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    tapedeck_is_jdk25 "$tapedeck_home" && JAVA_HOME=$tapedeck_home && return 0
  done
  # A shim (asdf, mise, jenv, macOS's /usr/bin/java) hides its home: ask it, last, because it is slow.
  if [ -n "$tapedeck_java" ] && [ ! -r "${tapedeck_java%/bin/java}/release" ]; then
    tapedeck_home=$("$tapedeck_java" -XshowSettings:properties -version 2>&1 \
      | sed -n 's/^ *java\.home = //p')
    tapedeck_is_jdk25 "$tapedeck_home" && JAVA_HOME=$tapedeck_home && return 0
  fi
  return 1
}

if tapedeck_find_jdk25; then
  export JAVA_HOME
else
  echo "Tapedeck needs a JDK 25, and none was found in JAVA_HOME, JAVA_25_HOME, java on the PATH or the" \
    "usual JVM folders: install one (Temurin 25, say) or set JAVA_HOME to its folder." >&2
  exit 1
fi
