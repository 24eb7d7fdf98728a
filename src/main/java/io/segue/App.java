package io.segue;

import io.segue.cli.SegueCommand;
import java.io.PrintWriter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the decisioning service or, when the first argument names a command, runs that instead. */
@SpringBootApplication
public class App {
    public static void main(String[] args) {
        keepThreadsFew();
        if (SegueCommand.isMeantBy(args))
            System.exit(SegueCommand.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
        SpringApplication.run(App.class, args);
    }

    /**
     * With two processors the common pool has one thread, and then Java and Hazelcast start a new thread for every callback of a
     * map operation; ingest spent most of its time on that.
     */
    private static void keepThreadsFew() {
        var parallelism = "java.util.concurrent.ForkJoinPool.common.parallelism";
        if (System.getProperty(parallelism) == null && Runtime.getRuntime().availableProcessors() <= 2)
            System.setProperty(parallelism, "2");
    }
}
