package ptklogscan;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Counts the logs under some paths on a cluster:
 *
 *     files ──list, plan──▶ parts ──tasks──▶ partial results ──tree──▶ one ──merge──▶ result
 *
 * Spark moves the bytes and survives the failures; what a byte means is decided by the program alone.
 */
public final class Scan {
  private Scan() {}

  public static void main(String[] words) throws IOException {
    Arguments arguments = Arguments.of(words);
    if (arguments.paths.isEmpty()) throw new IllegalArgumentException("expected at least one path; got none");
    int status;
    try (SparkSession session = SparkSession.builder().appName("ptk-logscan").getOrCreate()) {
      status = run(arguments, new JavaSparkContext(session.sparkContext()));
    }
    // 3: something could not be read whole, as on a single machine.
    System.exit(status);
  }

  private static int run(Arguments arguments, JavaSparkContext spark) throws IOException {
    Configuration hadoop = spark.hadoopConfiguration();
    Plan plan = Plan.of(arguments, hadoop);
    Broadcast<String> document = spark.broadcast(plan.document);
    Broadcast<SerializableConfiguration> configuration = spark.broadcast(new SerializableConfiguration(hadoop));
    List<String> program = arguments.program;
    JavaRDD<String> partials = tasksOn(spark, plan.tasks)
        .mapPartitions(tasks -> mapped(tasks, task -> counted(task, document.value(), program, configuration.value().value())));
    if (plan.tasks.size() > arguments.mergeAbove) {
      int groups = (int) Math.ceil(Math.sqrt(plan.tasks.size()));
      partials = partials.repartition(groups).mapPartitions(each -> merged(each, program));
    }
    Program.Result result = finished(plan.document, partials.collect(), arguments);
    if (!result.messages().isEmpty()) System.err.println(result.messages());
    write(result.output(), arguments.output, hadoop);
    return result.status();
  }

  /** A partition for each task, on the hosts that have its bytes. */
  private static JavaRDD<Plan.Task> tasksOn(JavaSparkContext spark, List<Plan.Task> tasks) {
    List<Tuple2<Plan.Task, Seq<String>>> placed = new ArrayList<>();
    for (Plan.Task task : tasks) {
      placed.add(new Tuple2<>(task, CollectionConverters.asScala(task.hosts()).toSeq()));
    }
    return spark.sc().makeRDD(CollectionConverters.asScala(placed).toSeq(), ClassTag$.MODULE$.apply(Plan.Task.class)).toJavaRDD();
  }

  private interface Step<T> {
    String of(T value) throws IOException;
  }

  private static <T> Iterator<String> mapped(Iterator<T> values, Step<T> step) throws IOException {
    List<String> results = new ArrayList<>();
    while (values.hasNext()) results.add(step.of(values.next()));
    return results.iterator();
  }

  private static String counted(Plan.Task task, String document, List<String> program, Configuration hadoop) throws IOException {
    java.nio.file.Path plan = saved(document);
    try {
      List<String> words = List.of("scan", "--plan", plan.toString());
      return Program.run(program, words, stream -> {
        Frames frames = new Frames(stream);
        for (Plan.Part part : task.parts()) frames.part(part, hadoop);
      }).text();
    } finally {
      Files.deleteIfExists(plan);
    }
  }

  private static Iterator<String> merged(Iterator<String> partials, List<String> program) throws IOException {
    if (!partials.hasNext()) return partials;
    List<String> words = List.of("merge", "--allow-same", "--format", "partial", "-");
    return List.of(Program.run(program, words, stream -> writeAll(partials, stream)).text()).iterator();
  }

  private static Program.Result finished(String document, List<String> partials, Arguments arguments) throws IOException {
    java.nio.file.Path plan = saved(document);
    try {
      List<String> words = new ArrayList<>(Arrays.asList("merge", "--plan", plan.toString(), "--format", arguments.format));
      if (arguments.scan.contains("--allow-same")) words.add("--allow-same");
      words.add("-");
      return Program.run(arguments.program, words, stream -> writeAll(partials.iterator(), stream));
    } finally {
      Files.deleteIfExists(plan);
    }
  }

  private static void writeAll(Iterator<String> partials, OutputStream stream) throws IOException {
    while (partials.hasNext()) stream.write(partials.next().getBytes(StandardCharsets.UTF_8));
  }

  private static java.nio.file.Path saved(String document) throws IOException {
    return Files.writeString(Files.createTempFile("ptk-logscan-plan", ".json"), document);
  }

  /** A file appears whole, or not at all. */
  static void write(byte[] bytes, String to, Configuration hadoop) throws IOException {
    if (to == null) {
      System.out.write(bytes);
      System.out.flush();
      return;
    }
    Path path = new Path(to);
    FileSystem system = path.getFileSystem(hadoop);
    Path temporary = new Path(path.getParent(), "." + path.getName() + ".tmp");
    try (OutputStream stream = system.create(temporary, true)) {
      stream.write(bytes);
    }
    system.delete(path, false);
    if (!system.rename(temporary, path)) throw new IOException(to + ": cannot be written");
  }
}
