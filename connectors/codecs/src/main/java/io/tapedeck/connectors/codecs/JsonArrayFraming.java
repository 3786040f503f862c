package io.tapedeck.connectors.codecs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Messages as the items of a JSON array, each as it stands there. */
final class JsonArrayFraming implements Framing {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ValueEncoder.DEPTH_MAX + 1)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    @Override
    public Bytes frame(List<Bytes> messages) throws EncodingException {
        long length = 2 + Math.max(0, messages.size() - 1L);
        for (Bytes message : messages) {
            length += message.length();
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new EncodingException("a body of " + length + " bytes is too large");
        }
        ByteBuffer body = ByteBuffer.allocate((int) length).put((byte) '[');
        for (int i = 0; i < messages.size(); i++) {
            if (i > 0) {
                body.put((byte) ',');
            }
            body.put(messages.get(i).asBuffer());
        }
        return Bytes.wrap(body.put((byte) ']').array());
    }

    @Override
    public List<Bytes> unframe(Bytes body) throws EncodingException {
        byte[] array = body.toByteArray();
        Utf8.check(array, 0, array.length);
        try (JsonParser parser = FACTORY.createParser(array)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new EncodingException("not a JSON array: it begins with something else");
            }
            List<Bytes> messages = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                messages.add(item(body, parser));
            }
            if (parser.nextToken() != null) {
                throw new EncodingException("not a JSON array: there is more behind its end");
            }
            return messages;
        } catch (JsonProcessingException e) {
            throw new EncodingException("not a JSON array: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new AssertionError("an array cannot fail to be read", e);
        }
    }

    private static Bytes item(Bytes body, JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return body.slice(start, end - start);
    }
}
