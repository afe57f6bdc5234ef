// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, as spans of the bytes they stand in. Immutable.
 *
 * <p>Names may occur twice, as JSON allows; both are kept.
 */
public final class JsonMembers {

  /** A member: from its name's quote to its value's end. */
  private record Member(String name, int start, int valueStart, int end) {}

  private final byte[] json;
  private final int start;
  private final int end;
  private final List<Member> members;

  private JsonMembers(byte[] json, int start, int end, List<Member> members) {
    this.json = json;
    this.start = start;
    this.end = end;
    this.members = members;
  }

  /** Reads an object that is all there is in an array. */
  public static JsonMembers of(byte[] json) {
    JsonCursor cursor = new JsonCursor(json);
    JsonMembers members = read(json, cursor);
    cursor.finish();
    return members;
  }

  /** Reads the object that a cursor over {@code json} stands at, and passes it. */
  public static JsonMembers read(byte[] json, JsonCursor cursor) {
    List<Member> members = new ArrayList<>();
    cursor.peek();
    int start = cursor.position();
    cursor.object(
        value -> {
          String name = value.name();
          int nameStart = value.nameStart();
          int valueStart = value.position();
          value.skipValue();
          members.add(new Member(name, nameStart, valueStart, value.position()));
        });
    return new JsonMembers(json, start, cursor.position(), members);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** How many members have that name. */
  public int count(String name) {
    return (int) members.stream().filter(member -> member.name.equals(name)).count();
  }

  /** A cursor at the value of the last member of that name, or null. */
  public @Nullable JsonCursor value(String name) {
    JsonCursor found = null;
    for (Member member : members) {
      if (member.name.equals(name)) {
        found = new JsonCursor(json, member.valueStart, member.end);
      }
    }
    return found;
  }

  /** The object's bytes without the members that a test of their names picks; otherwise as is. */
  public byte[] without(Predicate<String> unwanted) {
    JsonBytes result = new JsonBytes(end - start);
    int copied = start;
    boolean first = true;
    boolean adjacent = true;
    for (Member member : members) {
      if (unwanted.test(member.name)) {
        adjacent = false;
        continue;
      }
      if (first) {
        result.splice(json, start, start + 1);
        result.splice(json, adjacent ? start + 1 : member.start, member.end);
      } else if (adjacent) {
        result.splice(json, copied, member.end);
      } else {
        result.splice(',').splice(json, member.start, member.end);
      }
      copied = member.end;
      first = false;
      adjacent = true;
    }
    if (first) {
      return members.isEmpty() ? result.splice(json, start, end).toBytes() : new byte[] {'{', '}'};
    }
    return result.splice(json, lastEnd(), end).toBytes();
  }

  /** Writes the members that a test of their names picks, as they are, into an open object. */
  public void copyInto(JsonBytes object, Predicate<String> wanted) {
    for (Member member : members) {
      if (wanted.test(member.name)) {
        object.name(member.name).splice(json, member.valueStart, member.end);
      }
    }
  }

  /** The members, in one object, with this value for that name. */
  public byte[] with(String name, byte[] value) {
    JsonBytes object = new JsonBytes(end - start + value.length + 64).beginObject();
    copyInto(object, other -> !other.equals(name));
    return object.name(name).raw(value).endObject().toBytes();
  }

  private int lastEnd() {
    return members.get(members.size() - 1).end;
  }
}
