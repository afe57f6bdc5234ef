// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.field;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexFieldOptions.TermVector;
import porthole.indexing.internal.function.SpatialValue;
import porthole.indexing.internal.spatial.SpatialWriter;
import porthole.indexing.internal.value.Durations;
import porthole.indexing.internal.value.Terms;

/**
 * Puts values into the documents that Lucene indexes.
 *
 * <p>A value has one term, or one for each of its words; the whole ones also lie in columns to sort
 * and count by. A number, and a duration as its ticks, lies beside that as a point, to find ranges,
 * and in a column of numbers. Lists count as several values, objects as their JSON. Places and
 * shapes lie in fields of their own.
 */
public final class FieldWriter {
  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private FieldWriter() {}

  /** Adds a value to a document. */
  public static void write(Document document, FieldPlan plan, @Nullable Object value) {
    if (value instanceof SpatialValue place) {
      SpatialWriter.write(document, plan.name(), plan.spatial(), place);
      return;
    }
    if (value instanceof List<?> list) {
      list.forEach(element -> write(document, plan, element));
      return;
    }
    switch (plan.analysis()) {
      case NONE -> {
        // not to be found
      }
      case FOLDED, EXACT, FULL_TEXT -> writeFindable(document, plan, value);
    }
  }

  private static void writeFindable(Document document, FieldPlan plan, @Nullable Object value) {
    Object scalar = scalar(value);
    if (plan.analysis() == FieldPlan.Analysis.FULL_TEXT) {
      writeText(document, plan, scalar);
    } else {
      writeWhole(document, plan, scalar);
    }
    Number number = numberOf(scalar);
    if (number != null) {
      writeNumber(document, plan, number);
    }
  }

  /** What is looked for of a value that is not a list: objects are their JSON. */
  public static @Nullable Object scalar(@Nullable Object value) {
    return value instanceof Map<?, ?> object ? JSON.toJson(object) : value;
  }

  /** What a value compares as, if as a number: numbers, and the ticks of durations. */
  public static @Nullable Number numberOf(@Nullable Object value) {
    if (value instanceof String text) {
      return Durations.ticks(text);
    }
    return value instanceof Number number ? number : null;
  }

  private static void writeText(Document document, FieldPlan plan, @Nullable Object value) {
    document.add(new Field(plan.name(), Terms.exact(value), textType(plan.extras().vectors())));
    if (plan.extras().sortable()) {
      document.add(new SortedSetDocValuesField(plan.name(), new BytesRef(Terms.folded(value))));
    }
  }

  private static FieldType textType(TermVector vectors) {
    if (vectors == TermVector.NO) {
      return TextField.TYPE_NOT_STORED;
    }
    FieldType type = new FieldType(TextField.TYPE_NOT_STORED);
    type.setStoreTermVectors(true);
    type.setStoreTermVectorPositions(
        vectors == TermVector.WITH_POSITIONS || vectors == TermVector.WITH_POSITIONS_AND_OFFSETS);
    type.setStoreTermVectorOffsets(
        vectors == TermVector.WITH_OFFSETS || vectors == TermVector.WITH_POSITIONS_AND_OFFSETS);
    return type;
  }

  private static void writeWhole(Document document, FieldPlan plan, @Nullable Object value) {
    boolean folded = plan.analysis() == FieldPlan.Analysis.FOLDED;
    BytesRef term = new BytesRef(folded ? Terms.folded(value) : Terms.exact(value));
    document.add(new KeywordField(plan.name(), term, Field.Store.NO));
  }

  private static void writeNumber(Document document, FieldPlan plan, Number number) {
    if (number instanceof Long whole) {
      document.add(new LongPoint(plan.wholes(), whole));
    } else {
      document.add(new DoublePoint(plan.fractions(), number.doubleValue()));
    }
    document.add(new SortedNumericDocValuesField(plan.longs(), number.longValue()));
    document.add(
        new SortedNumericDocValuesField(
            plan.doubles(), NumericUtils.doubleToSortableLong(number.doubleValue())));
  }
}
