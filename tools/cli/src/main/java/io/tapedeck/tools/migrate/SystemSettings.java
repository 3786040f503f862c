package io.tapedeck.tools.migrate;

/** Why mstream's settings of its own, {@code [system]}, have no counterpart in a pipeline file. */
final class SystemSettings {
    private SystemSettings() {}

    static String reason(String path) {
        String[] keys = path.split("\\.", 3);
        if (!keys[0].equals("system") || keys.length < 2) {
            return "mstream does not know this key either";
        }
        return switch (keys[1]) {
            case "job_lifecycle" ->
                "pipelines are run by ./tapedeck run, and what became of them is in the --data folder";
            case "service_lifecycle" -> "services are in this file only";
            case "encryption_key_path" -> "nothing secret is kept, so there is no key";
            case "checkpoints" -> "where a run is stands in its log";
            case "schemas" -> "schemas are files beside this one";
            case "logs" -> "./tapedeck inspect and ./tapedeck log show what a run did";
            case "test_suites", "workspaces" -> "./tapedeck export-test makes tests of what was recorded";
            default -> "mstream does not know this key either";
        };
    }
}
