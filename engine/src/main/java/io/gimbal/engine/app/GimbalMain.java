package io.gimbal.engine.app;

/** Process entry of the daemon and of every verb of the command line. */
public final class GimbalMain {
    private GimbalMain() {}

    /**
     * Runs one verb and exits with its code.
     *
     * @param args verb and options
     */
    public static void main(final String[] args) {
        ProcessSettings.conclude();
        System.exit(new CommandLineTool(Streams.standard()).run(args));
    }
}
