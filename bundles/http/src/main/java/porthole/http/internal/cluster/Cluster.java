// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.cluster;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.AnswerWriter;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** What clients ask of a cluster, of which this server is the only node, A. Thread-safe. */
public final class Cluster {
  private static final String NODE = "A";

  private final Supplier<Databases> databases;
  private final Supplier<String> publicUrl;
  private final String version;

  /**
   * A cluster of one.
   *
   * @param publicUrl the address that clients are told to use
   * @param version this server's own version
   */
  public Cluster(Supplier<Databases> databases, Supplier<String> publicUrl, String version) {
    this.databases = databases;
    this.publicUrl = publicUrl;
    this.version = version;
  }

  /** GET /topology: the nodes of one database. */
  public Answer databaseTopology(Exchange exchange) {
    String name = exchange.query().required("name");
    DatabaseRecord record =
        databases
            .get()
            .record(name)
            .orElseThrow(() -> new StorageException.DatabaseDoesNotExist(name));
    JsonBytes body = new JsonBytes().beginObject().field("Etag", 1).name("Nodes").beginArray();
    body.beginObject()
        .field("Url", publicUrl.get())
        .field("ClusterTag", NODE)
        .field("Database", record.name)
        .field("ServerRole", "Member")
        .endObject();
    return Answer.ok(body.endArray().name("Promotables").beginArray().endArray().endObject());
  }

  /** GET /cluster/topology: the nodes of the server. */
  public Answer topology(Exchange exchange) {
    JsonBytes body = new JsonBytes().beginObject().name("Topology").beginObject();
    body.field("TopologyId", topologyId());
    nodes(body.name("AllNodes").beginObject());
    nodes(body.name("Members").beginObject());
    body.name("Promotables").beginObject().endObject();
    body.name("Watchers").beginObject().endObject();
    body.name("Witnesses").beginObject().endObject();
    body.field("LastNodeId", NODE).field("Etag", 1).endObject();
    body.field("Etag", 1).field("Leader", NODE).field("LeaderShipDuration", 0);
    body.field("CurrentState", "Leader").field("NodeTag", NODE).field("CurrentTerm", 1);
    return Answer.ok(
        body.field("NodeLicenseDetails", null)
            .field("LastStateChangeReason", "The only node")
            .name("Status")
            .beginObject()
            .endObject()
            .endObject());
  }

  /** GET /cluster/node-info. */
  public Answer nodeInfo(Exchange exchange) {
    return Answer.ok(
        new JsonBytes()
            .beginObject()
            .field("NodeTag", NODE)
            .field("TopologyId", topologyId())
            .field("Certificate", null)
            .field("NumberOfCores", Runtime.getRuntime().availableProcessors())
            .field("CurrentState", "Leader")
            .field("ServerRole", "Member")
            .field("HasFixedPort", true)
            .field("ServerSchemaVersion", 60000)
            .endObject());
  }

  /** GET /build/version: RavenDB's, whose protocol is spoken, and our own. */
  public Answer version(Exchange exchange) {
    return Answer.ok(
        new JsonBytes()
            .beginObject()
            .field("ProductVersion", "6.0")
            .field("BuildVersion", 60)
            .field("CommitHash", "")
            .field("FullVersion", AnswerWriter.SERVER_VERSION)
            .field("Product", "Porthole " + version)
            .endObject());
  }

  private void nodes(JsonBytes body) {
    body.field(NODE, publicUrl.get()).endObject();
  }

  /** The same after each start, for as long as the address stays. */
  private String topologyId() {
    return UUID.nameUUIDFromBytes(publicUrl.get().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
