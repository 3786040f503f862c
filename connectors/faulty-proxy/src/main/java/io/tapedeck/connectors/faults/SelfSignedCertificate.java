package io.tapedeck.connectors.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1, signed by itself, which nobody trusts who is not told to; made by Java's {@code keytool}. */
public final class SelfSignedCertificate {
    private static final String PASSWORD = "secret";
    private static final String ALIAS = "server";
    private static final int LINE_CHARS = 64;

    private final Path folder;
    private final KeyStore keys;

    private SelfSignedCertificate(Path folder, KeyStore keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** Makes one, and writes its files to a folder. */
    public static SelfSignedCertificate make(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = Files.createDirectories(folder).resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + ALIAS,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate: " + said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        SelfSignedCertificate made = new SelfSignedCertificate(folder, keys);
        String certificate = pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        String key =
                pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        Files.writeString(made.certificate(), certificate);
        Files.writeString(made.key(), key);
        Files.writeString(made.certificateAndKey(), certificate + key);
        return made;
    }

    private static String pem(String what, byte[] content) {
        String text = Base64.getMimeEncoder(LINE_CHARS, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    /** The certificate, as PEM. */
    public Path certificate() {
        return folder.resolve("cert.pem");
    }

    /** The key, as PEM. */
    public Path key() {
        return folder.resolve("key.pem");
    }

    /** Both in one file, as PEM. */
    public Path certificateAndKey() {
        return folder.resolve("both.pem");
    }

    /** Both as a PKCS #12 file. */
    public Path store() {
        return folder.resolve("store.p12");
    }

    /** The password of {@link #store}. */
    public String password() {
        return PASSWORD;
    }

    /** What a server has that shows it. */
    public SSLContext serving() throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** What trusts it, and nothing else. */
    public SSLContext trusting() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
            trust.init(trusted);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
