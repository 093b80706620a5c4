#include <windows.h>
#include <ntsecapi.h>
/* bcryptprimitives.dll, as far as it is needed here. */
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return RtlGenRandom(data, (ULONG)length); }
