import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Base64;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * HDFS on the loopback, with two data nodes and blocks of 1 MiB: OneMachineHdfs FOLDER LOCAL. It copies the folder LOCAL to
 * /logs, prints its address, and then a file, in base64, for each path that is a line of standard input. It ends with that.
 */
public final class OneMachineHdfs {
  public static void main(String[] words) throws Exception {
    Configuration settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, words[0]);
    settings.set("dfs.blocksize", "1048576");
    settings.set("dfs.namenode.fs-limits.min-block-size", "1048576");
    settings.set("dfs.replication", "1");
    try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(settings).numDataNodes(2).build()) {
      cluster.waitActive();
      FileSystem files = cluster.getFileSystem();
      files.copyFromLocalFile(new Path(words[1]), new Path("/logs"));
      System.out.println(files.getUri());
      System.out.flush();
      BufferedReader paths = new BufferedReader(new InputStreamReader(System.in));
      for (String path = paths.readLine(); path != null; path = paths.readLine()) {
        byte[] bytes = files.open(new Path(path)).readAllBytes();
        System.out.println(Base64.getEncoder().encodeToString(bytes));
        System.out.flush();
      }
    }
  }
}
