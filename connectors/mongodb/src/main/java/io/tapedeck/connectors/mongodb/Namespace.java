package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.NodesUrl;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.StreamKey;
import java.util.List;
import java.util.Optional;

/**
 * What of a deployment is meant: a collection, a database, or all.
 *
 * @param database the database; all where it is empty
 * @param collection the collection; all of the database where it is empty
 */
record Namespace(Optional<String> database, Optional<String> collection) {
    static final int PORT_DEFAULT = 27_017;

    private static final String FORM = "mongodb://localhost/shop.orders";

    /**
     * The namespace in {@code mongodb://NODES/[DATABASE[.COLLECTION]]}; a slash does as well as the dot.
     *
     * @throws IllegalArgumentException where the URL is not of this form, with a sentence that says what would be
     */
    static Namespace of(StreamUrl url) {
        nodes(url);
        String path = url.rest().substring(url.rest().indexOf('/') + 1);
        int end = end(path);
        Namespace namespace = end < 0
                ? new Namespace(Optional.of(path).filter(name -> !name.isEmpty()), Optional.empty())
                : new Namespace(Optional.of(path.substring(0, end)), Optional.of(path.substring(end + 1)));
        namespace.verify(url);
        return namespace;
    }

    /**
     * The servers of a URL, {@code host:port} each.
     *
     * @throws IllegalArgumentException where the URL names none
     */
    static List<String> nodes(StreamUrl url) {
        int slash = url.rest().indexOf('/');
        boolean holdsUser = url.rest().indexOf('@') >= 0;
        String nodes = slash < 0 || holdsUser ? url.rest() : url.rest().substring(0, slash + 1);
        return NodesUrl.parse(new StreamUrl(url.scheme(), nodes), PORT_DEFAULT).nodes();
    }

    /** Where the name of the database ends, which holds neither a dot nor a slash. */
    private static int end(String path) {
        int dot = path.indexOf('.');
        int slash = path.indexOf('/');
        return dot < 0 || slash < 0 ? Math.max(dot, slash) : Math.min(dot, slash);
    }

    private void verify(StreamUrl url) {
        if (database.filter(String::isEmpty).isPresent()
                || collection.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("\"" + url + "\" has an empty name; it would be like " + FORM
                    + ", or end behind the database or \"/\"");
        }
        if (collection.filter(name -> name.contains(",") || name.contains("$")).isPresent()) {
            throw new IllegalArgumentException("\"" + url + "\" names no collection; it names one, like " + FORM
                    + ", or the database for all of them");
        }
    }

    boolean isCollection() {
        return collection.isPresent();
    }

    /** The stream of its messages. */
    StreamKey stream() {
        return StreamKey.nearest(database.isEmpty() ? "deployment" : name());
    }

    /** As MongoDB writes it. */
    String name() {
        return database.orElse("") + collection.map(name -> "." + name).orElse("");
    }

    /** For messages to people, such as {@code the collection shop.orders}. */
    @Override
    public String toString() {
        if (database.isEmpty()) {
            return "the deployment";
        }
        return (isCollection() ? "the collection " : "the database ") + name();
    }
}
