package io.tapedeck.connectors.pubsub;

import com.google.api.core.ApiFunction;
import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.DeadlineExceededException;
import com.google.api.gax.rpc.PermissionDeniedException;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.api.gax.rpc.UnauthenticatedException;
import com.google.api.gax.rpc.UnavailableException;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.cloud.pubsub.v1.stub.PublisherStubSettings;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannelBuilder;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** How clients come to Pub/Sub, or the emulator, and what its refusals are in sentences. */
final class Cloud {
    /** Kept, for the JDK keeps no logger: what these tell is in exceptions too, and standard error is not theirs. */
    private static final List<Logger> SILENCED = List.of(
            Logger.getLogger("com.google.api"),
            Logger.getLogger("com.google.auth"),
            Logger.getLogger("com.google.cloud.pubsub"),
            Logger.getLogger("io.grpc"));

    private static final String SCOPE = "https://www.googleapis.com/auth/pubsub";
    private static final int MESSAGE_BYTES_MAX = 20 << 20;
    /** When a connection that is silent is tried; servers end those where that is done often. */
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

    private static final Duration OPENING_MAX = Duration.ofSeconds(10);
    private static final Pattern EXCEPTION_NAMES =
            Pattern.compile("^(?:[a-z]+\\.)+[A-Za-z]+: (?:[A-Z_]+: )?|^[A-Z_]+: ");

    static {
        SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private final Access access;
    private final CredentialsProvider credentials;

    private Cloud(Access access, CredentialsProvider credentials) {
        this.access = access;
        this.credentials = credentials;
    }

    /**
     * Finds the credentials.
     *
     * @throws ConnectorException where there are none
     */
    static Cloud of(Access access) throws ConnectorException {
        return new Cloud(
                access,
                access.emulator().isPresent()
                        ? NoCredentialsProvider.create()
                        : FixedCredentialsProvider.create(credentials(access.credentials())));
    }

    private static Credentials credentials(Optional<Path> file) throws ConnectorException {
        return file.isPresent() ? ofServiceAccount(file.get()) : ofEnvironment();
    }

    private static Credentials ofServiceAccount(Path file) throws ConnectorException {
        try (InputStream in = Files.newInputStream(file)) {
            return ServiceAccountCredentials.fromStream(in).createScoped(SCOPE);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConnectorException(
                    "the credentials " + file + " are no service account's JSON file that can be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private static Credentials ofEnvironment() throws ConnectorException {
        try {
            return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
        } catch (IOException e) {
            throw new ConnectorException(
                    "there are no credentials for Pub/Sub: credentials = \"FILE\" names a service account's file, "
                            + "GOOGLE_APPLICATION_CREDENTIALS or \"gcloud auth application-default login\" gives the "
                            + "environment's, and emulator = \"host:port\" or PUBSUB_EMULATOR_HOST needs none",
                    e);
        }
    }

    Access access() {
        return access;
    }

    CredentialsProvider credentials() {
        return credentials;
    }

    /** Makes a channel for each client, which closes it; calls go through interceptors. */
    TransportChannelProvider channels(ClientInterceptor... interceptors) {
        InstantiatingGrpcChannelProvider.Builder channels = PublisherStubSettings.defaultGrpcTransportProviderBuilder()
                .setMaxInboundMessageSize(MESSAGE_BYTES_MAX)
                .setKeepAliveTimeDuration(KEEP_ALIVE)
                .setInterceptorProvider(() -> List.of(interceptors));
        access.endpoint().ifPresent(channels::setEndpoint);
        access.emulator().ifPresent(address -> channels.setEndpoint(address).setChannelConfigurator(plaintext()));
        return channels.build();
    }

    /** As Google's library has it, without the type's parameter. */
    @SuppressWarnings("rawtypes")
    private static ApiFunction<ManagedChannelBuilder, ManagedChannelBuilder> plaintext() {
        return ManagedChannelBuilder::usePlaintext;
    }

    /** A client for what is done to topics when a source or a sink is opened. */
    TopicAdminClient topics() throws ConnectorException {
        try {
            TopicAdminSettings.Builder settings = TopicAdminSettings.newBuilder()
                    .setTransportChannelProvider(channels())
                    .setCredentialsProvider(credentials);
            settings.getTopicSettings().setRetrySettings(opening());
            settings.createTopicSettings().setRetrySettings(opening());
            return TopicAdminClient.create(settings.build());
        } catch (IOException e) {
            throw noClient(e);
        }
    }

    /** A client for what is done to subscriptions when a source is opened. */
    SubscriptionAdminClient subscriptions() throws ConnectorException {
        try {
            SubscriptionAdminSettings.Builder settings = SubscriptionAdminSettings.newBuilder()
                    .setTransportChannelProvider(channels())
                    .setCredentialsProvider(credentials);
            settings.getSubscriptionSettings().setRetrySettings(opening());
            settings.createSubscriptionSettings().setRetrySettings(opening());
            settings.seekSettings().setRetrySettings(opening());
            return SubscriptionAdminClient.create(settings.build());
        } catch (IOException e) {
            throw noClient(e);
        }
    }

    /** At its start a run does not wait for long. */
    private RetrySettings opening() {
        return retrying(access.timeout().compareTo(OPENING_MAX) < 0 ? access.timeout() : OPENING_MAX);
    }

    /** How a call is tried again for so long. */
    static RetrySettings retrying(Duration total) {
        return RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(Duration.ofMillis(100))
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(Duration.ofSeconds(5))
                .setInitialRpcTimeoutDuration(total)
                .setMaxRpcTimeoutDuration(total)
                .setTotalTimeoutDuration(total)
                .build();
    }

    ConnectorException noClient(Exception e) {
        return new ConnectorException(
                "cannot open a client of Pub/Sub at " + access.server() + ": " + e.getMessage(), e);
    }

    /** The sentence for what was not done. */
    ConnectorException failed(String what, Throwable e) {
        String told = "cannot " + what + " at " + access.server() + ": " + reason(e);
        return switch (e) {
            case UnavailableException _, DeadlineExceededException _ -> new UnreachableException(told, e);
            case PermissionDeniedException _ ->
                new ConnectorException(
                        told + " (the account needs the role Pub/Sub Subscriber for a source, Publisher for a sink)",
                        e);
            case UnauthenticatedException _ ->
                new ConnectorException(told + " (credentials = names a service account's file)", e);
            case ApiException api when api.isRetryable() -> new UnreachableException(told, e);
            default -> new ConnectorException(told, e);
        };
    }

    /** What is at its bottom where it is about a connection. */
    private static String reason(Throwable e) {
        Throwable told = e instanceof UnavailableException ? bottom(e) : e;
        String message = String.valueOf(told.getMessage());
        return EXCEPTION_NAMES.matcher(message).replaceFirst("");
    }

    private static Throwable bottom(Throwable e) {
        Throwable bottom = e;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return bottom;
    }
}
