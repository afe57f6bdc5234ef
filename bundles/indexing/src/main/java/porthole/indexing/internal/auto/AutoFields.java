// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import org.apache.lucene.analysis.Analyzer;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldPlan.Analysis;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.Operands;

/** How the fields of automatic indexes lie in Lucene; every field could be one of theirs. */
public class AutoFields implements IndexFields {
  private final Analyzer analyzer;

  /** With the words that this analyzer makes. */
  public AutoFields(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  @Override
  public final FieldPlan plain(String name) {
    return plan(new AutoField(name, AutoField.Way.PLAIN));
  }

  @Override
  public final FieldPlan exact(String name) {
    return name.equals(Operands.ID) ? plain(name) : plan(new AutoField(name, AutoField.Way.EXACT));
  }

  @Override
  public final FieldPlan words(String name) {
    return name.equals(Operands.ID) ? plain(name) : plan(new AutoField(name, AutoField.Way.WORDS));
  }

  @Override
  public final FieldPlan point(String latitude, String longitude) {
    return plan(new AutoField(latitude + "|" + longitude, AutoField.Way.POINT));
  }

  @Override
  public final FieldPlan wkt(String name) {
    return plan(new AutoField(name, AutoField.Way.WKT));
  }

  /** The plan of a field. */
  protected FieldPlan plan(AutoField field) {
    Analysis analysis =
        switch (field.way()) {
          case PLAIN -> Analysis.FOLDED;
          case EXACT -> Analysis.EXACT;
          case WORDS -> Analysis.FULL_TEXT;
          case POINT, WKT -> Analysis.NONE;
        };
    return new FieldPlan(field.name(), analysis, analyzer);
  }
}
