package id.kuota.persistence.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartCommand;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.OpenHolds;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/**
 * How the engine's types are written, where it is not simply a record by the names of its
 * components: ids are plain text, times are numbers, what a batch has a thousand of is an array.
 */
final class EngineCodec extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private final transient AddedFields addedFields;

  EngineCodec(Supplier<ActorRefResolver> actors, AddedFields added) {
    super("kuota");
    text(BuyerKey.class, BuyerKey::value, BuyerKey::new);
    form(Buyer.class, BuyerForm::write, BuyerForm::read);
    text(CartId.class, CartId::value, CartId::new);
    text(DeviceId.class, DeviceId::value, DeviceId::new);
    text(GateId.class, GateId::value, GateId::new);
    text(HoldId.class, HoldId::value, HoldId::new);
    text(OfferId.class, OfferId::value, OfferId::new);
    text(OrderId.class, OrderId::value, OrderId::new);
    text(PaymentId.class, PaymentId::value, PaymentId::new);
    text(QuotaId.class, QuotaId::value, QuotaId::new);
    text(RefundId.class, RefundId::value, RefundId::new);
    text(SaleId.class, SaleId::value, SaleId::new);
    text(TicketId.class, TicketId::value, TicketId::new);
    form(Instant.class, Times::write, Times::readInstant);
    form(Duration.class, Times::write, Times::readDuration);
    form(QuotaChange.class, QuotaCodec::write, QuotaCodec::readChange);
    form(QuotaRequest.class, QuotaCodec::write, QuotaCodec::readRequest);
    form(QuotaAnswer.class, QuotaCodec::write, QuotaCodec::readAnswer);
    form(OpenHolds.class, QuotaCodec::write, QuotaCodec::readOpenHolds);
    form(QuotaState.Counting.class, CountingForm::write, CountingForm::read);
    actors(actors);
    addedFields = added;
    setMixInAnnotation(CartCommand.FromClient.class, Variants.CartCommands.class);
    setMixInAnnotation(OrderCommand.class, Variants.OrderCommands.class);
    setMixInAnnotation(SaleCommand.class, Variants.SaleCommands.class);
    setMixInAnnotation(TicketCommand.class, Variants.TicketCommands.class);
    setMixInAnnotation(DeviceCommand.class, Variants.DeviceCommands.class);
    setMixInAnnotation(Reply.Answered.class, Variants.Answered.class);
    setMixInAnnotation(Reply.Refused.class, Variants.Refused.class);
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addValueInstantiators(addedFields);
  }

  /** Writes one value, whole. */
  interface Write<T> {
    void write(T value, JsonGenerator out) throws IOException;
  }

  /** Reads one value, with the parser on its first token, and leaves it on its last. */
  interface Read<T> {
    T read(JsonParser in) throws IOException;
  }

  private <T> void text(Class<T> type, Function<T, String> value, Function<String, T> of) {
    form(type, (id, out) -> out.writeString(value.apply(id)), in -> of.apply(Elements.textAt(in)));
  }

  private <T> void form(Class<T> type, Write<? super T> write, Read<? extends T> read) {
    addSerializer(type, new Writer<>(type, write));
    addDeserializer(type, new Reader<>(type, read));
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // A reference on the wire has no type parameter.
  private void actors(Supplier<ActorRefResolver> actors) {
    form(
        ActorRef.class,
        (ref, out) -> out.writeString(actors.get().toSerializationFormat(ref)),
        in -> actors.get().resolveActorRef(Elements.textAt(in)));
  }

  private static final class Writer<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Write<? super T> form;

    Writer(Class<T> type, Write<? super T> form) {
      super(type);
      this.form = form;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      form.write(value, out);
    }
  }

  private static final class Reader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Read<? extends T> form;

    Reader(Class<T> type, Read<? extends T> form) {
      super(type);
      this.form = form;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return form.read(in);
    }
  }
}
