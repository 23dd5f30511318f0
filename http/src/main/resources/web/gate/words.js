// Every word of the page, in Indonesian and English.
const ID = {
  other: "English",
  setup_title: "Siapkan perangkat ini",
  setup_lead: "Operator mengundang perangkat ini dan menunjukkan kode QR. Kode itu hanya berlaku satu kali.",
  setup_camera: "Pindai kode QR",
  setup_token: "Atau ketik tokennya",
  setup_go: "Siapkan",
  setup_unknown: "Itu bukan kode penyiapan dari server ini.",
  setup_elsewhere: "Kode itu untuk server lain. Buka",
  setup_used: "Kode itu sudah dipakai. Minta undangan baru.",
  setup_expired: "Kode itu sudah kedaluwarsa. Minta undangan baru.",
  device_revoked: "Perangkat ini sudah dicabut.",
  insecure: "Halaman ini hanya bekerja lewat alamat https.",
  unreachable: "Server tidak terjangkau. Coba lagi.",
  post_title: "Di mana Anda berjaga?",
  post_gate: "Gerbang",
  post_list: "Daftar",
  post_reentry: "Masuk kembali",
  reentry_after_exit: "setelah keluar",
  reentry_never: "tidak boleh",
  reentry_always: "kapan saja",
  post_go: "Mulai memindai",
  forget: "Lepaskan perangkat ini",
  forget_sure: "Lepaskan perangkat? Untuk menyiapkannya lagi perlu undangan baru.",
  forget_queue: "Masih ada scan yang belum terkirim. Sambungkan dulu ke jaringan.",
  leave: "Ganti gerbang",
  entry: "Masuk",
  exit: "Keluar",
  torch: "Senter",
  typed_hint: "Kode tiket",
  typed_go: "Periksa",
  ready: "Arahkan kamera ke kode QR",
  ready_typed: "Pindai dengan alat pemindai, atau ketik kode",
  camera_denied: "Kamera tidak boleh dipakai. Izinkan di pengaturan peramban.",
  camera_none: "Tidak ada kamera.",
  torn: "Kode rusak atau tertutup",
  torn_detail: "Bersihkan, ratakan, dan terangkan layarnya. Jika tetap gagal, kirim ke meja bantuan.",
  admitted: "SILAKAN MASUK",
  departed: "SILAKAN KELUAR",
  taken_back: "DIBATALKAN",
  taken_back_detail: "Scan itu tidak dihitung.",
  take_back: "Batalkan scan ini",
  take_back_late: "Tidak bisa dibatalkan lagi",
  force: "Izinkan masuk juga",
  force_reason: "Mengapa orang ini boleh masuk?",
  offline_verdict: "diperiksa tanpa jaringan",
  already_redeemed: "SUDAH DIPAKAI",
  invalid: "BUKAN TIKET KAMI",
  unpaid: "BELUM DIBAYAR",
  canceled: "PESANAN BATAL",
  revoked: "TIDAK BERLAKU LAGI",
  product: "BUKAN UNTUK GERBANG INI",
  blocked: "DITAHAN",
  invalid_time: "BELUM ATAU TIDAK LAGI WAKTUNYA",
  ambiguous: "TIDAK JELAS",
  error: "PINDAI LAGI",
  not_sure: "PINDAI LAGI",
  forbidden: "PERANGKAT INI BUKAN UNTUK ACARA INI",
  list_unknown: "DAFTAR INI TIDAK ADA LAGI",
  list_unknown_detail: "Tekan Ganti gerbang, lalu pilih daftar lain.",
  needs_network: "PERLU JARINGAN",
  needs_network_detail: "Kode pendek hanya bisa diperiksa saat online. Pindai kode QR-nya.",
  first: "Pertama kali",
  at_gate: "di",
  online: "Online",
  offline: "Offline",
  refused: "Perangkat dicabut",
  waiting: "menunggu",
  no_lists: "Belum ada kunci: belum bisa memeriksa tanpa jaringan.",
  lists_of: "Siap tanpa jaringan. Daftar kode batal dari pukul",
  count_inside: "Di dalam",
  count_here: "Gerbang ini",
  count_recent: "5 menit ini",
  count_queue: "Antrean",
  conflicts_title: "Dua kali masuk: panggil supervisor",
  conflicts_seen: "Sudah dilihat",
  conflict_earlier: "sudah masuk",
  conflict_void: "kodenya sudah tidak berlaku",
};

const EN = {
  other: "Bahasa Indonesia",
  setup_title: "Set up this device",
  setup_lead: "The operator invites this device and shows a QR code. The code counts once.",
  setup_camera: "Scan the QR code",
  setup_token: "Or type the token",
  setup_go: "Set up",
  setup_unknown: "That is no setup code of this server.",
  setup_elsewhere: "That code is for another server. Open",
  setup_used: "That code was used already. Ask for a new invitation.",
  setup_expired: "That code is too old. Ask for a new invitation.",
  device_revoked: "This device was revoked.",
  insecure: "This page works at an https address only.",
  unreachable: "The server cannot be reached. Try again.",
  post_title: "Where do you stand?",
  post_gate: "Gate",
  post_list: "List",
  post_reentry: "Coming back",
  reentry_after_exit: "after leaving",
  reentry_never: "never",
  reentry_always: "any time",
  post_go: "Start scanning",
  forget: "Give this device up",
  forget_sure: "Give this device up? To set it up again it must be invited again.",
  forget_queue: "There are scans that the server does not know yet. Connect to the network first.",
  leave: "Another gate",
  entry: "Entry",
  exit: "Exit",
  torch: "Light",
  typed_hint: "Code of the ticket",
  typed_go: "Check",
  ready: "Point the camera at the QR code",
  ready_typed: "Use the scanner, or type the code",
  camera_denied: "The camera may not be used. Allow it in the browser's settings.",
  camera_none: "There is no camera.",
  torn: "Code torn or covered",
  torn_detail: "Clean it, flatten it, make the screen bright. If that fails, send them to the help desk.",
  admitted: "WELCOME",
  departed: "GOODBYE",
  taken_back: "TAKEN BACK",
  taken_back_detail: "That scan does not count.",
  take_back: "Take this scan back",
  take_back_late: "It can not be taken back any more",
  force: "Let in all the same",
  force_reason: "Why may this person come in?",
  offline_verdict: "checked without a network",
  already_redeemed: "USED ALREADY",
  invalid: "NO TICKET OF OURS",
  unpaid: "NOT PAID",
  canceled: "ORDER CANCELLED",
  revoked: "VOID",
  product: "NOT FOR THIS GATE",
  blocked: "BLOCKED",
  invalid_time: "NOT AT THIS TIME",
  ambiguous: "NOT CLEAR",
  error: "SCAN AGAIN",
  not_sure: "SCAN AGAIN",
  forbidden: "THIS DEVICE IS FOR ANOTHER EVENT",
  list_unknown: "THIS LIST IS GONE",
  list_unknown_detail: "Press Another gate, and choose another list.",
  needs_network: "NEEDS A NETWORK",
  needs_network_detail: "A short code can be checked online only. Scan the QR code.",
  first: "First",
  at_gate: "at",
  online: "Online",
  offline: "Offline",
  refused: "Device revoked",
  waiting: "waiting",
  no_lists: "No keys yet: this device cannot check without a network.",
  lists_of: "Ready without a network. List of void codes of",
  count_inside: "Inside",
  count_here: "This gate",
  count_recent: "Last 5 min",
  count_queue: "Queue",
  conflicts_title: "Admitted twice: call a supervisor",
  conflicts_seen: "Seen",
  conflict_earlier: "was admitted",
  conflict_void: "its code was void",
};

export const LANGUAGES = { id: ID, en: EN };

let language = localStorage.getItem("language") ?? (navigator.language.startsWith("en") ? "en" : "id");

/** The word of this name in the language that is shown. */
export function word(name) {
  return LANGUAGES[language][name] ?? name;
}

export function switchLanguage() {
  language = language === "id" ? "en" : "id";
  localStorage.setItem("language", language);
}

/** Puts the words into every element that names one. */
export function translate() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll("[data-hint]")) {
    element.placeholder = word(element.dataset.hint);
    element.ariaLabel = word(element.dataset.hint);
  }
  document.getElementById("language").textContent = word("other");
}

/** A time of day as people here write it. */
export function timeOfDay(instant) {
  return new Date(instant).toLocaleTimeString(language === "id" ? "id-ID" : "en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}
