#!/bin/sh
# Makes the certificates and keys in this folder anew, with openssl 3. They are for tests alone: everybody has their keys.
# All are valid from 2020 to 2120 but expired.pem, which ended in 2021, and version-1.pem, from the day it was made on.
set -eu
cd "$(dirname "$0")"
rm -f ./*.pem ./*.key
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/ca.cnf" <<'CNF'
[ca]
default_ca = it
[it]
database = $ENV::work/index
serial = $ENV::work/serial
new_certs_dir = $ENV::work
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = CA:FALSE
keyUsage = digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
subjectAltName = $ENV::names
[self_made]
basicConstraints = critical, CA:TRUE
[version_1]
CNF
export work names=DNS:localhost
: > "$work/index"
echo 1000 > "$work/serial"
since=20200101000000Z
until=21200101000000Z

# key NAME [OPTION…]: a private key.
key() {
  name=$1
  shift
  openssl genpkey -quiet -out "$name.key" "$@"
}
# certificate NAME KEY SUBJECT SECTION [OPTION…]: a certificate for KEY.
certificate() {
  out=$1 private=$2 subject=$3 section=$4
  shift 4
  openssl req -new -config "$work/ca.cnf" -key "$private.key" -subj "/CN=$subject" -out "$work/request.pem"
  openssl ca -batch -notext -config "$work/ca.cnf" -in "$work/request.pem" -out "$out.pem" -startdate "$since" \
    -enddate "$until" -extensions "$section" "$@" 2> "$work/log" || { cat "$work/log"; exit 1; }
}
curve=ec_paramgen_curve
for name in ca server other; do key "$name" -algorithm EC -pkeyopt $curve:P-256; done
key rsa -algorithm RSA -pkeyopt rsa_keygen_bits:2048
key rsa-1024 -algorithm RSA -pkeyopt rsa_keygen_bits:1024
key p521 -algorithm EC -pkeyopt $curve:P-521

certificate ca ca 'Farview test authority' authority -selfsign -keyfile ca.key
export names='DNS:localhost, IP:127.0.0.1, IP:::1'
certificate server server localhost server -cert ca.pem -keyfile ca.key
certificate renewed server localhost server -cert ca.pem -keyfile ca.key
certificate other other localhost server -selfsign -keyfile other.key
certificate rsa rsa localhost server -cert ca.pem -keyfile ca.key
certificate rsa-1024 rsa-1024 localhost server -cert ca.pem -keyfile ca.key
certificate p521 p521 localhost server -cert ca.pem -keyfile ca.key
certificate self-signed other my-desktop self_made -selfsign -keyfile other.key
export names='DNS:elsewhere.example, DNS:*.office.example'
certificate wrong-name server elsewhere.example server -cert ca.pem -keyfile ca.key
export names='DNS:localhost, IP:127.0.0.1'
until=20210101000000Z
certificate expired server localhost server -cert ca.pem -keyfile ca.key
openssl req -new -config "$work/ca.cnf" -key rsa.key -subj /CN=old-desktop -out "$work/request.pem"
openssl x509 -req -in "$work/request.pem" -signkey rsa.key -days 36500 -out version-1.pem 2> "$work/log"

# What the fuzz target for certificates begins with.
for name in server rsa expired wrong-name self-signed version-1 p521; do
  openssl x509 -in "$name.pem" -outform der -out "../../fuzz/corpus/certificate/$name"
done
