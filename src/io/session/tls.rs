//! Encrypted connections: how much is asked for, and what is checked.
//!
//! Nothing is weakened in silence: what is asked for and cannot be had ends the attempt.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

use super::super::Failure;

/// What can be done about a server that does not encrypt.
pub(super) const WITHOUT: &str = "`?sslmode=disable` goes without; the way is then open to readers";

/// How much is asked for, in the words of `sslmode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum TlsMode {
    /// Never encrypted.
    Disable,
    /// Encrypted where the server can; nothing is checked.
    #[default]
    Prefer,
    /// Encrypted; nothing is checked, unless a root certificate is named.
    Require,
    /// Encrypted, and the certificate is signed by someone trusted.
    VerifyCa,
    /// The same, and it is of this host.
    VerifyFull,
}

impl TlsMode {
    /// The mode of a word of PostgreSQL's `sslmode` or MySQL's `ssl-mode`.
    fn of_word(word: &str) -> Option<TlsMode> {
        match word.to_ascii_lowercase().replace('_', "-").as_str() {
            "disable" | "disabled" => Some(TlsMode::Disable),
            "prefer" | "preferred" | "allow" => Some(TlsMode::Prefer),
            "require" | "required" => Some(TlsMode::Require),
            "verify-ca" => Some(TlsMode::VerifyCa),
            "verify-full" | "verify-identity" => Some(TlsMode::VerifyFull),
            _ => None,
        }
    }

    /// Whether certificates are looked at.
    pub(super) fn verifies(self) -> bool {
        matches!(self, TlsMode::VerifyCa | TlsMode::VerifyFull)
    }
}

/// What a URL asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Tls {
    pub(super) mode: TlsMode,
    /// The file of the certificates that are trusted, instead of those of the system.
    pub(super) root: Option<String>,
}

/// Takes what a URL says about encryption out of it.
pub(super) fn of_url(url: &str) -> Result<(String, Tls), Failure> {
    let Some((place, query)) = url.split_once('?') else {
        return Ok((url.to_owned(), Tls::default()));
    };
    let mut res = Tls::default();
    let mut kept = Vec::new();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match name {
            "sslmode" | "ssl-mode" | "ssl_mode" => {
                res.mode = TlsMode::of_word(value).ok_or_else(|| {
                    Failure::new(format!("there is no `{name}` that is called `{value}`"))
                        .help("write `disable`, `prefer`, `require`, `verify-ca` or `verify-full`")
                })?;
            }
            "sslrootcert" | "ssl-ca" | "ssl_ca" => res.root = Some(unescaped(value)),
            _ => kept.push(pair),
        }
    }
    // As the client of PostgreSQL has it: whoever names a root wants it to count.
    if res.root.is_some() && res.mode == TlsMode::Require {
        res.mode = TlsMode::VerifyCa;
    }
    let query = kept.join("&");
    let url = if query.is_empty() { place.to_owned() } else { format!("{place}?{query}") };
    Ok((url, res))
}

/// `%2F` is `/`.
pub(super) fn unescaped(text: &str) -> String {
    let mut res = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match digits.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(decoded) => {
                res.push(decoded);
                at += 3;
            }
            None => {
                res.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&res).into_owned()
}

/// How a connection is encrypted and what is checked of the server.
pub(super) fn config(tls: &Tls) -> Result<ClientConfig, Failure> {
    let provider = Arc::new(ring::default_provider());
    let failed = |error: String| Failure::new(format!("cannot set up TLS: {error}"));
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(error.to_string()))?;
    if !tls.mode.verifies() {
        let verifier = Arc::new(Unchecked { provider });
        return Ok(builder
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth());
    }
    let roots = Arc::new(roots(tls)?);
    if tls.mode == TlsMode::VerifyFull {
        return Ok(builder.with_root_certificates(roots).with_no_client_auth());
    }
    let inner = WebPkiServerVerifier::builder_with_provider(roots, provider)
        .build()
        .map_err(|error| failed(error.to_string()))?;
    let verifier = Arc::new(OfAnyHost { inner });
    Ok(builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

fn roots(tls: &Tls) -> Result<RootCertStore, Failure> {
    let mut res = RootCertStore::empty();
    match &tls.root {
        Some(path) => {
            let failed = |reason: String| {
                Failure::new(format!("cannot read the root certificate `{path}`: {reason}"))
            };
            let bytes = super::super::read(std::path::Path::new(path))?;
            for certificate in CertificateDer::pem_slice_iter(&bytes) {
                let certificate = certificate.map_err(|error| failed(error.to_string()))?;
                res.add(certificate).map_err(|error| failed(error.to_string()))?;
            }
            if res.is_empty() {
                return Err(failed("it holds no certificate in PEM form".to_owned()));
            }
        }
        None => {
            let found = rustls_native_certs::load_native_certs();
            res.add_parsable_certificates(found.certs);
            if res.is_empty() {
                return Err(Failure::new("this machine has no certificates to check a server by")
                    .help("name a file of them: `?sslrootcert=/path/to/root.crt`"));
            }
        }
    }
    Ok(res)
}

/// Takes any certificate: the connection is encrypted, and nobody knows with whom.
#[derive(Debug)]
struct Unchecked {
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Unchecked {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Checks who has signed a certificate, not which host it is of.
#[derive(Debug)]
struct OfAnyHost {
    inner: Arc<WebPkiServerVerifier>,
}

impl ServerCertVerifier for OfAnyHost {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let found = self.inner.verify_server_cert(certificate, between, name, ocsp, now);
        match found {
            // The chain is looked at before the name.
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

/// What is wrong with the encryption of a connection, in words; the driver's where there are none.
pub(super) fn explained(message: &str) -> Option<&'static str> {
    const KNOWN: &[(&str, &str)] = &[
        ("UnknownIssuer", "the certificate is signed by nobody who is trusted here"),
        ("NotValidForName", "the certificate is not of this host"),
        ("not valid for name", "the certificate is not of this host"),
        ("Expired", "the certificate has expired"),
        ("expired", "the certificate has expired"),
        ("NotValidYet", "the certificate is not valid yet"),
        ("CaUsedAsEndEntity", "the server shows the certificate of an authority as its own"),
        ("BadSignature", "the signature of the certificate is wrong"),
    ];
    KNOWN.iter().find(|(word, _)| message.contains(word)).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_says_how_much_is_checked() {
        let read = |url: &str| of_url(url).map(|(url, tls)| (url, tls.mode));
        let url = "postgres://h/d?a=1&sslmode=verify-full&b=2";
        assert_eq!(read(url).ok(), Some(("postgres://h/d?a=1&b=2".into(), TlsMode::VerifyFull)));
        let url = "mysql://h/d?ssl-mode=VERIFY_CA";
        assert_eq!(read(url).ok(), Some(("mysql://h/d".into(), TlsMode::VerifyCa)));
        let url = "postgres://h/d?sslmode=require&sslrootcert=%2Ftmp%2Fr.pem";
        assert_eq!(read(url).ok(), Some(("postgres://h/d".into(), TlsMode::VerifyCa)));
        assert!(of_url("postgres://h/d?sslmode=maybe").is_err());
    }
}
