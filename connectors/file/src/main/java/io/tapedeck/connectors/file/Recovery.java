package io.tapedeck.connectors.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.Optional;

/** What is to be done with a file and its index when a sink opens them. Looks only; changes neither. */
sealed interface Recovery {
    /** Both begin anew; nothing that is there counts. */
    record Begin() implements Recovery {}

    /** The file is whole up to a mark. */
    record Resume(FileIndex.Mark mark) implements Recovery {}

    /** The file is not this run's, or was changed: why, to stand behind its name. */
    record Refuse(String why) implements Recovery {}

    /**
     * Looks at a file and its index.
     *
     * @param existed whether the file was there before it was opened
     */
    static Recovery of(FileIndex.Owner owner, boolean existed, RandomAccessFile data, FileIndex index)
            throws IOException {
        boolean isEmpty = data.length() == 0;
        if (index.isEmpty()) {
            return isEmpty ? new Begin() : new Refuse("is not empty, and no run wrote it");
        }
        Optional<FileIndex.Owner> found = index.readOwner();
        if (found.isEmpty()) {
            return isEmpty ? new Begin() : new Refuse("has an index beside it that is damaged or of a newer version");
        }
        if (!found.get().lineage().equals(owner.lineage()) || found.get().task() != owner.task()) {
            return isEmpty
                    ? new Begin()
                    : new Refuse("holds the outputs of run " + found.get().runName());
        }
        return existed ? ofOwn(data, index.readMarks()) : new Begin();
    }

    private static Recovery ofOwn(RandomAccessFile data, List<FileIndex.Mark> newestFirst) throws IOException {
        if (newestFirst.isEmpty()) {
            return data.length() == 0 ? new Begin() : new Refuse("has an index beside it that is damaged");
        }
        FileIndex.Mark newest = newestFirst.getFirst();
        if (newest.closed()) {
            return data.length() == newest.length() && holds(data, newest)
                    ? new Resume(newest)
                    : new Refuse("was changed since this run wrote it (it had " + newest.length() + " bytes)");
        }
        for (FileIndex.Mark mark : newestFirst) {
            if (holds(data, mark)) {
                return new Resume(mark);
            }
        }
        return new Refuse(
                "was changed or has lost its end since this run wrote it (it had " + newest.length() + " bytes)");
    }

    private static boolean holds(RandomAccessFile data, FileIndex.Mark mark) throws IOException {
        return mark.length() <= data.length() && Tail.fingerprintAt(data, mark.length()) == mark.fingerprint();
    }
}
