// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.QueryException;

/**
 * Notes which fields are asked for. A query that is translated with these shows what an index needs
 * to answer it. For one thread.
 */
public final class NeededFields extends AutoFields {
  private final SortedSet<AutoField> fields = new TreeSet<>();

  /** None so far. */
  public NeededFields(Analyzer analyzer) {
    super(analyzer);
  }

  @Override
  protected FieldPlan plan(AutoField field) {
    if (!field.path().equals(Operands.ID)) {
      fields.add(field);
    }
    return super.plan(field);
  }

  /** Those that were asked for, but for the id, which every index holds. */
  public AutoDefinition definition(String collection) {
    return new AutoDefinition(collection, fields);
  }

  /** As {@link #definition(String)}, of results that documents are put together to. */
  public AutoDefinition definition(String collection, AutoReduce reduce) {
    SortedSet<AutoField> others = new TreeSet<>(fields);
    others.removeIf(field -> field.way() == AutoField.Way.PLAIN);
    if (!others.stream().allMatch(field -> reduce.names().contains(field.path()))) {
      throw new QueryException("Groups have no places to look for.");
    }
    return new AutoDefinition(collection, others, reduce);
  }
}
