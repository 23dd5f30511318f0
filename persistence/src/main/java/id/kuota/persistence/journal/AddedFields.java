package id.kuota.persistence.journal;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.ValueInstantiators;
import com.fasterxml.jackson.databind.deser.impl.PropertyValueBuffer;
import com.fasterxml.jackson.databind.deser.std.StdValueInstantiator;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.TicketsAfterRefund;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a record has got after a release had written it without them, each with the value
 * that it has where it is missing. A missing field that is not listed here fails: nothing is
 * guessed. The line of a message goes with the release after the next one; that of an event stays.
 *
 * <p>How forms change over two releases: docs/decisions/0038.
 */
final class AddedFields extends ValueInstantiators.Base {

  /** What this release has added. Append; the previous release's forms test each line. */
  static final AddedFields OF_THIS_RELEASE =
      new AddedFields(
          List.of(
              new Added(QuotaEvent.BatchApplied.class, "epoch", OptionalLong.empty()),
              new Added(QuotaEntity.ApplyBatch.class, "epoch", OptionalLong.empty()),
              new Added(OrderCommand.StartPayment.class, "takes", AmountRange.ANY),
              new Added(PaymentReport.class, "fee", 0L),
              new Added(PaymentReport.class, "refunds", List.of()),
              new Added(PaymentReport.class, "asked", Optional.empty()),
              new Added(PaymentAttempt.class, "page", null),
              new Added(OrderView.class, "toVoid", List.of()),
              new Added(SaleView.class, "cancellation", Optional.empty()),
              new Added(SaleTerms.class, "ticketsAfterRefund", TicketsAfterRefund.VOID),
              new Added(SaleTerms.class, "waitingRoom", Optional.empty())));

  /** Lets no field be missing. */
  static final AddedFields NONE = new AddedFields(List.of());

  private final List<Added> fields;
  private final Map<Class<?>, Map<String, @Nullable Object>> defaults = new HashMap<>();

  /**
   * @throws IllegalArgumentException if a record does not have such a component, or the component
   *     cannot have the value
   */
  AddedFields(List<Added> fields) {
    this.fields = List.copyOf(fields);
    for (Added field : fields) {
      field.requireFit();
      defaults
          .computeIfAbsent(field.record(), record -> new HashMap<>())
          .put(field.component(), field.value());
    }
  }

  List<Added> fields() {
    return fields;
  }

  /**
   * One field.
   *
   * @param value where the field is missing; null only for a component that may be null
   */
  record Added(Class<? extends Record> record, String component, @Nullable Object value) {

    private void requireFit() {
      Class<?> type =
          Arrays.stream(record.getRecordComponents())
              .filter(candidate -> candidate.getName().equals(component))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException(record + " has no component " + component))
              .getType();
      if (value == null ? type.isPrimitive() : !boxed(type).isInstance(value)) {
        throw new IllegalArgumentException(
            "%s of %s cannot be %s".formatted(component, record, value));
      }
    }

    private static Class<?> boxed(Class<?> type) {
      return MethodType.methodType(type).wrap().returnType();
    }
  }

  @Override
  public ValueInstantiator findValueInstantiator(
      DeserializationConfig config, BeanDescription description, ValueInstantiator usual) {
    Map<String, @Nullable Object> values = defaults.get(description.getBeanClass());
    return values == null ? usual : new WithDefaults((StdValueInstantiator) usual, values);
  }

  private static final class WithDefaults extends StdValueInstantiator {

    private static final long serialVersionUID = 1L;
    private final transient Map<String, @Nullable Object> values;

    WithDefaults(StdValueInstantiator usual, Map<String, @Nullable Object> values) {
      super(usual);
      this.values = values;
    }

    @Override
    public Object createFromObjectWith(
        DeserializationContext context, SettableBeanProperty[] properties, PropertyValueBuffer read)
        throws IOException {
      for (SettableBeanProperty property : properties) {
        if (values.containsKey(property.getName()) && !read.hasParameter(property)) {
          read.assignParameter(property, values.get(property.getName()));
        }
      }
      return super.createFromObjectWith(context, properties, read);
    }
  }
}
