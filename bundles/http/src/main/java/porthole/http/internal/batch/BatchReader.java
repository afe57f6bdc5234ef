// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.CommandReader;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.patch.PatchCommand;

/** Reads {@code {"Commands": [...]}} into what storage executes. */
final class BatchReader {

  /** What the protocol knows besides; any other type is a mistake. */
  private static final Set<String> NOT_YET =
      Set.of(
          "AttachmentPUT",
          "AttachmentDELETE",
          "AttachmentMOVE",
          "AttachmentCOPY",
          "CompareExchangePUT",
          "CompareExchangeDELETE",
          "ForceRevisionCreation",
          "Counters",
          "TimeSeries",
          "TimeSeriesWithIncrements",
          "TimeSeriesBulkInsert",
          "TimeSeriesCopy",
          "JsonPatch");

  private final byte[] json;
  private final List<BatchItem> commands = new ArrayList<>();

  private BatchReader(byte[] json) {
    this.json = json;
  }

  static List<BatchItem> read(byte[] json) {
    return new BatchReader(json).batch();
  }

  private List<BatchItem> batch() {
    boolean[] seen = {false};
    JsonCursor cursor = new JsonCursor(json);
    cursor.object(
        member -> {
          if (member.nameIs("Commands")) {
            seen[0] = true;
            member.array(command -> commands.add(command(command)));
          } else if (member.nameIs("TransactionMode")) {
            refuseClusterWide(member.textOrNull());
          }
        });
    cursor.finish();
    if (!seen[0]) {
      throw RequestException.badRequest("The batch has no 'Commands'.");
    }
    return commands;
  }

  private BatchItem command(JsonCursor cursor) {
    cursor.peek();
    int start = cursor.position();
    CommandReader command = CommandReader.read(json, cursor);
    JsonCursor again = new JsonCursor(json, start, cursor.position());
    String type = command.type();
    if (type == null) {
      throw RequestException.badRequest("Command " + (commands.size() + 1) + " has no 'Type'.");
    }
    return switch (type) {
      case "PUT" -> BatchItem.plain(command.put(commands.size() + 1));
      case "DELETE" -> BatchItem.plain(command.delete(commands.size() + 1));
      case "PATCH" -> BatchItem.patch(PatchCommand.read(json, again), command.returnDocument());
      case "BatchPATCH" -> BatchItem.patches(PatchCommand.readMany(json, again));
      default -> throw unknown(type);
    };
  }

  private RequestException unknown(String type) {
    String which = "Command " + (commands.size() + 1) + " of the batch is of the type '" + type;
    if (NOT_YET.contains(type)) {
      return RequestException.notImplemented(
          which + "', which is not there yet. Nothing of the batch was done.");
    }
    return RequestException.badRequest(
        which + "'; PUT, DELETE, PATCH or BatchPATCH was expected. Nothing of the batch was done.");
  }

  private static void refuseClusterWide(@Nullable String mode) {
    if ("ClusterWide".equals(mode)) {
      throw RequestException.notImplemented(
          "Cluster-wide transactions are not there yet. Nothing of the batch was done.");
    }
  }
}
