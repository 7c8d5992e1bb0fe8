// Posts the code of a badge that is in the fragment of the address, or that the camera sees.
const form = document.querySelector("form");
const veld = form.elements.code;
const scan = document.getElementById("scan");
const beeld = document.getElementById("beeld");

const stuur = (code) => {
  veld.value = code;
  form.submit();
};

if (location.hash.length > 1) {
  const code = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
  stuur(code);
} else {
  veld.focus();
}

if ("BarcodeDetector" in globalThis && navigator.mediaDevices) {
  scan.hidden = false;
  scan.addEventListener("click", async () => {
    scan.disabled = true;
    try {
      const lezer = new BarcodeDetector({ formats: ["qr_code"] });
      beeld.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user" } });
      beeld.hidden = false;
      await beeld.play();
      const kijk = async () => {
        const [gevonden] = await lezer.detect(beeld);
        if (!gevonden) return requestAnimationFrame(kijk);
        for (const spoor of beeld.srcObject.getTracks()) spoor.stop();
        stuur(gevonden.rawValue);
      };
      await kijk();
    } catch {
      beeld.hidden = true;
      document.getElementById("geen-camera").hidden = false;
    }
  });
}
