package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import redis.clients.jedis.HostAndPort;

/** Makes the sockets of connections: plain, or with TLS. */
final class Sockets {
    private final int connectMillis;
    private final int answerMillis;
    private final Optional<SSLSocketFactory> tls;
    private final boolean verifiesHostname;

    Sockets(RedisSettings settings) throws ConnectorException {
        connectMillis = Math.toIntExact(Math.max(1, settings.connectTimeout().toMillis()));
        answerMillis = Math.toIntExact(Math.max(1, settings.timeout().toMillis()));
        tls = settings.tls().isPresent() ? Optional.of(factory(settings.tls().get())) : Optional.empty();
        verifiesHostname =
                settings.tls().map(RedisSettings.Tls::verifiesHostname).orElse(false);
    }

    /** A connected socket, its handshake done. */
    Socket open(HostAndPort node) throws IOException {
        Socket socket = new Socket();
        boolean isOpen = false;
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(InetAddress.getByName(node.getHost()), node.getPort()), connectMillis);
            socket.setSoTimeout(answerMillis);
            Socket ready = tls.isPresent() ? secured(socket, node, tls.get()) : socket;
            isOpen = true;
            return ready;
        } finally {
            if (!isOpen) {
                socket.close();
            }
        }
    }

    private SSLSocket secured(Socket plain, HostAndPort node, SSLSocketFactory factory) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, node.getHost(), node.getPort(), true);
        if (verifiesHostname) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }

    private static SSLSocketFactory factory(RedisSettings.Tls tls) throws ConnectorException {
        try {
            if (tls.certificates().isEmpty()) {
                return SSLContext.getDefault().getSocketFactory();
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(tls.certificates().get()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new ConnectorException("cannot use TLS: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path file) throws ConnectorException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            if (number == 0) {
                throw new ConnectorException(file + " holds no certificate; cacert names a PEM file of authorities");
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConnectorException("cannot read certificates from " + file + ": " + e.getMessage(), e);
        }
    }
}
