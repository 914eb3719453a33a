window.Library.show(document.querySelector("#umd"));
