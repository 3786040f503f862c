package io.tapedeck.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The ways in which disks and people damage a log's files. */
final class DamageKinds {
    private static final int[] PAGES = {512, 4096};

    private final DamageSubject subject;
    private final DamageSubject other;
    private final List<Kind> kinds = new ArrayList<>();

    /** @param other another log of the same shape */
    DamageKinds(DamageSubject subject, DamageSubject other) {
        this.subject = subject;
        this.other = other;
        subject.files().forEach(this::addOfFile);
        if (subject.inFolder()) {
            addOfSegments();
        }
    }

    /** One way, and how many cases of it there are; a case is empty where nothing changes. */
    record Kind(String name, int count, IntFunction<Optional<Case>> make) {}

    /**
     * A log's files, damaged.
     *
     * @param what says how, to find it again
     * @param stale whether it only takes back what was written later
     */
    record Case(String what, Map<String, byte[]> files, boolean stale) {}

    List<Kind> kinds() {
        return kinds;
    }

    /** Makes the damaged bytes of one file. */
    private interface Change {
        byte[] apply(byte[] bytes, int index);
    }

    private void add(String name, String file, int count, Change change) {
        add(name, file, count, false, change);
    }

    private void add(String name, String file, int count, boolean stale, Change change) {
        byte[] bytes = subject.files().get(file);
        kinds.add(new Kind(name, count, index -> {
            byte[] damaged = change.apply(bytes.clone(), index);
            Map<String, byte[]> files = new TreeMap<>(subject.files());
            files.put(file, damaged);
            return Arrays.equals(bytes, damaged)
                    ? Optional.empty()
                    : Optional.of(new Case(name + " " + index + " in " + file, files, stale));
        }));
    }

    private void addOfFile(String file, byte[] bytes) {
        add("flipped bit", file, bytes.length * 8, (damaged, bit) -> {
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            return damaged;
        });
        add("inverted byte", file, bytes.length, (damaged, at) -> {
            damaged[at] ^= (byte) 0xFF;
            return damaged;
        });
        add("cut", file, bytes.length, Arrays::copyOf);
        add("tail again", file, bytes.length, (damaged, from) -> with(damaged, damaged, from));
        add("zeros behind", file, 600, (damaged, more) -> Arrays.copyOf(damaged, damaged.length + 1 + more * 7));
        add("noise behind", file, 600, (damaged, more) -> with(damaged, noise(more), 0));
        for (int page : PAGES) {
            addPages(file, bytes, page);
        }
        addRecords(file, bytes);
    }

    private static byte[] with(byte[] bytes, byte[] more, int from) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length - from);
        System.arraycopy(more, from, longer, bytes.length, more.length - from);
        return longer;
    }

    private static byte[] noise(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] noise = new byte[1 + random.nextInt(1000)];
        random.nextBytes(noise);
        return noise;
    }

    private void addPages(String file, byte[] bytes, int page) {
        int pages = (bytes.length + page - 1) / page;
        add("zeroed page of " + page, file, pages, (damaged, number) -> {
            Arrays.fill(damaged, number * page, Math.min(bytes.length, (number + 1) * page), (byte) 0);
            return damaged;
        });
        add("noise in page of " + page, file, pages * 4, (damaged, index) -> {
            byte[] noise = new byte[page];
            new SplittableRandom(index).nextBytes(noise);
            return paste(noise, 0, damaged, index / 4 * page, page);
        });
        add("swapped pages of " + page, file, pages * pages, (damaged, index) -> {
            int one = index / pages * page;
            int two = index % pages * page;
            int length = Math.min(page, bytes.length - Math.max(one, two));
            paste(bytes, one, damaged, two, length);
            return paste(bytes, two, damaged, one, length);
        });
        add(
                "page of " + page + " copied",
                file,
                pages * pages,
                (damaged, index) -> paste(bytes, index / pages * page, damaged, index % pages * page, page));
        int times = subject.earlier().size();
        add("stale page of " + page, file, pages * times, true, (damaged, index) -> {
            byte[] before = subject.earlier().get(index / pages).getOrDefault(file, new byte[0]);
            int from = index % pages * page;
            byte[] stale = Arrays.copyOfRange(Arrays.copyOf(before, Math.max(before.length, from)), from, from + page);
            return paste(stale, 0, damaged, from, page);
        });
    }

    /** Copies what there is of {@code length} bytes to where there is room for it. */
    private static byte[] paste(byte[] source, int from, byte[] target, int to, int length) {
        int count = Math.min(length, Math.min(source.length - from, target.length - to));
        System.arraycopy(source, from, target, to, Math.max(0, count));
        return target;
    }

    private void addRecords(String file, byte[] bytes) {
        if (bytes[4] != 'E') {
            return; // packed
        }
        List<Integer> places = new SegmentForger(bytes.clone()).frames();
        int count = places.size();
        add("record copied", file, count * count, (damaged, index) -> {
            int from = places.get(index / count);
            int end = index / count + 1 < count ? places.get(index / count + 1) : bytes.length;
            return paste(bytes, from, damaged, places.get(index % count), end - from);
        });
        other.files().forEach((name, foreign) -> {
            List<Integer> sources = new SegmentForger(foreign.clone()).frames();
            add("record of " + name + " of another log", file, count * sources.size(), (damaged, index) -> {
                int from = sources.get(index / count);
                int length = Math.min(300, foreign.length - from);
                return paste(foreign, from, damaged, places.get(index % count), length);
            });
            // Not the first page of the only file: its header says which log the file is of.
            int first = subject.inFolder() ? 0 : 1;
            add(
                    "page of " + name + " of another log",
                    file,
                    bytes.length / 512 - first,
                    (damaged, page) ->
                            paste(foreign, (page + first) * 512 % foreign.length, damaged, (page + first) * 512, 512));
        });
        subject.files().forEach((name, neighbour) -> {
            if (!name.equals(file)) {
                add(
                        "page of " + name,
                        file,
                        bytes.length / 512,
                        (damaged, page) -> paste(neighbour, page * 512 % neighbour.length, damaged, page * 512, 512));
            }
        });
    }

    private void addOfSegments() {
        List<String> names = List.copyOf(subject.files().keySet());
        List<String> foreign = List.copyOf(other.files().keySet());
        int count = names.size();
        // The last one may be missing without a trace: nothing tells that there was more.
        addSegments("segment missing", count - 1, (files, index) -> index == 0 ? files : without(files, names, index));
        addSegments("segment copied", count * count, (files, index) -> {
            files.put(names.get(index % count), subject.files().get(names.get(index / count)));
            return files;
        });
        addSegments("segment added", count, (files, index) -> {
            files.put(String.format("%06d.tape", count), subject.files().get(names.get(index)));
            return files;
        });
        addSegments("segment of another log", count * foreign.size(), (files, index) -> {
            files.put(names.get(index % count), other.files().get(foreign.get(index / count)));
            return files;
        });
        addSegments("segment of zeros", count, (files, index) -> {
            files.put(names.get(index), new byte[subject.files().get(names.get(index)).length]);
            return files;
        });
        addSegments("segment empty", count, (files, index) -> {
            files.put(names.get(index), new byte[0]);
            return files;
        });
    }

    private static TreeMap<String, byte[]> without(TreeMap<String, byte[]> files, List<String> names, int index) {
        files.remove(names.get(index));
        return files;
    }

    private interface FilesChange {
        Map<String, byte[]> apply(TreeMap<String, byte[]> files, int index);
    }

    private void addSegments(String name, int count, FilesChange change) {
        kinds.add(new Kind(name, count, index -> {
            Map<String, byte[]> damaged = change.apply(new TreeMap<>(subject.files()), index);
            return same(damaged) ? Optional.empty() : Optional.of(new Case(name + " " + index, damaged, false));
        }));
    }

    private boolean same(Map<String, byte[]> damaged) {
        return damaged.keySet().equals(subject.files().keySet())
                && damaged.entrySet().stream()
                        .allMatch(file ->
                                Arrays.equals(file.getValue(), subject.files().get(file.getKey())));
    }
}
