package io.segue.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Runs one of the scenarios; see {@code bin/soak}. */
final class Soak {
    private Soak() {}

    /** @param args the jar, the scenario, and what that takes */
    public static void main(String[] args) throws Exception {
        var jar = Path.of(args[0]);
        var directory = Files.createTempDirectory("segue-soak");
        System.out.printf("%s, data and log in %s%n", args[1], directory);
        var wrong =
                switch (args[1]) {
                    case "kill" -> {
                        long seed = args.length > 4 ? Long.parseLong(args[4]) : seed();
                        boolean postgresql = args.length > 3 && args[3].equals("postgresql");
                        System.out.printf("%s, seed %d%n", postgresql ? "PostgreSQL" : "SQLite", seed);
                        yield KillsUnderLoad.run(jar, directory, number(args, 2, 20), postgresql, seed);
                    }
                    case "cluster" -> LostMember.run(jar, directory, number(args, 2, 30), seed());
                    case "freeze" -> FrozenMember.run(jar, directory, number(args, 2, 60), seed());
                    case "database" -> LostDatabase.run(jar, directory, number(args, 2, 30), seed());
                    case "disk" -> disk(jar, directory);
                    case "split" -> SplitNetwork.run(jar, directory, number(args, 2, 30), number(args, 3, 3), seed());
                    case "roll" -> RollingRestart.run(args.length > 2 ? Path.of(args[2]) : jar, jar, directory, seed());
                    case "scale" ->
                        Scaling.run(jar, directory, number(args, 2, 20_000), number(args, 3, 50), number(args, 4, 3));
                    default -> List.of("there is no such scenario");
                };
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static List<String> disk(Path jar, Path directory) throws Exception {
        try {
            return FullDisk.run(jar, directory, seed());
        } catch (FullDisk.NoDisk e) {
            System.out.println("no disk can be mounted here: " + e.getMessage());
            System.exit(2);
            return List.of();
        }
    }

    private static long seed() {
        return new Random().nextInt(100_000);
    }

    private static int number(String[] args, int place, int otherwise) {
        return args.length > place ? Integer.parseInt(args[place]) : otherwise;
    }
}
