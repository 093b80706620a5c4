import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes lines from standard input to a topic in transactions: every second one is taken back. */
public final class TakenBack {
  public static void main(String[] words) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", words[0]);
    settings.put("transactional.id", "taken-back");
    String[] lines = new String(System.in.readAllBytes(), "UTF-8").split("\n");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      for (int i = 0; i < lines.length; i += 50) {
        for (boolean isKept : new boolean[] {false, true}) {
          producer.beginTransaction();
          for (int k = i; k < Math.min(lines.length, i + 50); k++) producer.send(new ProducerRecord<>(words[1], "a", lines[k]));
          if (isKept) producer.commitTransaction();
          else {
            producer.flush();
            producer.abortTransaction();
          }
        }
      }
    }
  }
}
