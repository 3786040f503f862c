package io.tapedeck.tools.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The entry point of the command line. */
@Command(
        name = "tapedeck",
        description = "A flight recorder for stream processors.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class)
public final class Main implements Runnable {
    private Main() {}

    /** Runs the command that {@code arguments} name, and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** The version that the build wrote into the jar's manifest. */
    static final class ManifestVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Tapedeck " + (version == null ? "(not packaged)" : version)};
        }
    }
}
