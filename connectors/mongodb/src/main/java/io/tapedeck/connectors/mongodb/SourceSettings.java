package io.tapedeck.connectors.mongodb;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import io.tapedeck.connectors.codecs.BsonReading;
import java.util.List;
import org.bson.BsonDocument;

/**
 * What a source reads.
 *
 * @param namespace of what
 * @param pipeline the stages that changes go through
 * @param fullDocument whether an update has the whole document
 * @param before whether a change has the document as it was before
 * @param start where to begin without a position and without a snapshot
 * @param snapshot whether to begin with the documents that are there
 * @param whenLost what to do where the deployment no longer has the changes
 * @param follow whether to wait for more changes
 * @param reading how documents are read
 */
record SourceSettings(
        Namespace namespace,
        List<BsonDocument> pipeline,
        FullDocument fullDocument,
        FullDocumentBeforeChange before,
        StartAt start,
        boolean snapshot,
        WhenLost whenLost,
        boolean follow,
        BsonReading reading) {
    SourceSettings {
        pipeline = List.copyOf(pipeline);
    }
}
