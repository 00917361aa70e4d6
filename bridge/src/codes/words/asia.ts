import type { Vocabulary } from './vocabulary.ts';

/** Chinese (both scripts), Japanese, Korean, Vietnamese, Indonesian and Malay, Thai, Hindi, Filipino. */
export const asia: readonly Vocabulary[] = [
  {
    strong:
      '~验证码,~驗證碼,~校验码,~校驗碼,~动态码,~動態碼,~动态密码,~動態密碼,~一次性密码,~一次性密碼,~一次性代码,~登录码,~登入碼,~登录代码,~安全码,~安全碼,~确认码,~確認碼,~认证码,~認證碼,~验证代码,~授权码,~授權碼,~短信码,~安全代码,~一次性验证,~口令',
    code: '~码,~碼,~代码,~代碼,~数字,~數字',
    enter: '~输入,~輸入,~填写,~填寫,~使用,~复制,~複製,~粘贴,~填入,~键入',
    purpose:
      '~登录,~登入,~登錄,~验证,~驗證,~确认身份,~身份,~身分,~确认邮箱,~重置密码,~重設密碼,~找回密码,~新设备,~新裝置,~转账,~轉帳,~支付,~付款,~交易,~账户,~帳戶,~账号,~帳號,~安全,~注册,~註冊,~绑定,~授权',
    otherTopic:
      '~退货,~退貨,~退款,~出示,~问卷,~問卷,~调查,~取件,~取货,~取貨,~包裹,~快递,~快遞,~柜,~櫃,~配送,~送货,~预订,~預訂,~订位,~订房,~车票,~机票,~优惠,~優惠,~折扣,~折,~礼品,~禮品,~兑换,~兌換,~邀请码,~邀請碼,~推荐,~许可证,~激活密钥,~序列号,~序號,~会议,~會議,~无线网络,~wifi,~门禁,~抽奖,~积分,~提货,~核销,~发票,~發票,~账单,~帳單,~购物车,~購物車,~仅限今日,~下单,~结算,~立减,~促销',
    otherNumber:
      '~订单,~訂單,~发票,~發票,~客户号,~客戶,~编号,~編號,~单号,~單號,~受理号,~电话,~電話,~客服,~邮编,~郵編,~邮政编码,~郵遞區號,~尾号,~末四碼,~备案,~icp备,~卡号,~金额,~金額,~账号尾,~统一社会,~错误代码,~合同,~商品,~产品,~產品,~货号',
    signIn: '~登录,~登入,~登錄',
    confirm: '~确认,~確認,~验证,~驗證,~激活,~啟用,~完成',
    confirmed: '~邮箱,~郵箱,~邮件,~郵件,~电子邮,~電子郵,~信箱,~地址,~账户,~帳戶,~账号,~帳號,~订阅,~訂閱,~注册,~註冊',
    otherLink:
      '~预约,~預約,~订单,~訂單,~预订,~預訂,~配送,~文件,~签署,~簽署,~合同,~发票,~付款,~活动,~活動,~查看,~跟踪,~追蹤,~退订,~取消,~新登录,~新的登录,~已更改,~已修改,~冻结,~凍結,~异常,~核实',
  },
  {
    strong:
      '~認証コード,~確認コード,~検証コード,~セキュリティコード,~ログインコード,~ワンタイム,~アクセスコード,~認証番号,~確認番号,~パスコード,~使い捨て,~一時コード,~セキュリティ番号,~本人確認コード,~認証用コード,~ログイン用コード,~ログイン用の番号,~認証用の番号,~確認用の番号',
    code: '~コード,~暗証番号,~桁の数字,~番号を入力,~数字',
    enter: '~入力,~ご記入,~貼り付け,~使用して,~コピー,~お使い,~入れて',
    purpose:
      '~ログイン,~サインイン,~認証,~本人確認,~確認,~検証,~再設定,~新しい端末,~新しいデバイス,~振込,~振り込み,~決済,~支払,~お取引,~アカウント,~セキュリティ,~登録',
    otherTopic:
      '~返品,~返金,~提示してください,~ご提示,~アンケート,~受け取り,~受取,~荷物,~宅配,~お届け,~ロッカー,~予約,~搭乗,~チケット,~クーポン,~割引,~セール,~ギフト,~プレゼント,~招待コード,~紹介コード,~ライセンス,~シリアル,~プロダクトキー,~会議,~ミーティング,~wi-fi,~抽選,~ポイント,~チェックイン,~入室,~解錠,~請求書,~明細,~カート,~本日限り,~ご購入時,~お買い物',
    otherNumber:
      '~注文,~請求,~お客様番号,~会員番号,~受付番号,~お問い合わせ番号,~問い合わせ,~伝票,~追跡,~電話,~郵便番号,~〒,~口座,~カード番号,~末尾,~下4桁,~金額,~管理番号,~契約,~エラーコード,~予約番号,~号室,~商品,~製品,~品番',
    signIn: '~ログイン,~サインイン',
    confirm: '~はい,~確認,~認証,~有効,~完了,~承認',
    confirmed: '~メール,~アドレス,~アカウント,~登録,~会員,~購読',
    otherLink:
      '~予約,~注文,~配送,~お届け,~書類,~署名,~契約,~請求,~支払,~アクティビティ,~追跡,~配信停止,~解除,~新しいログイン,~変更されました,~変更しました,~停止,~口座,~日程,~出欠',
  },
  {
    strong:
      '~인증번호,~인증코드,~인증 코드,~인증 번호,~확인 코드,~확인코드,~보안 코드,~보안코드,~로그인 코드,~일회용,~일회성,~1회용,~검증 코드,~승인번호를 입력,~접속 코드,~otp',
    code: '~코드,~번호를 입력,~숫자',
    enter: '~입력,~넣으,~넣어,~사용하,~붙여,~복사',
    purpose: '~로그인,~인증,~본인,~확인,~재설정,~새 비밀번호,~새 기기,~이체,~결제,~송금,~계정,~보안,~가입,~승인',
    otherTopic:
      '~반품,~환불,~제시,~설문,~택배,~픽업,~수령,~보관함,~배송,~예약,~탑승,~쿠폰,~할인,~기프트,~선물,~추천,~초대,~라이선스,~시리얼,~회의,~와이파이,~출입,~이벤트,~포인트,~청구,~명세,~장바구니,~오늘만,~구매 시',
    otherNumber:
      '~주문,~청구,~고객번호,~접수번호,~문의,~운송장,~송장,~전화,~우편번호,~사업자,~계좌,~카드,~끝자리,~금액,~예약번호,~회원번호,~상품,~제품',
    signIn: '~로그인',
    confirm: '~확인,~인증,~활성,~완료,~승인',
    confirmed: '~이메일,~메일,~주소,~계정,~가입,~구독',
    otherLink: '~일정,~주문,~예약,~배송,~문서,~서명,~계약,~청구,~결제,~활동,~추적,~수신거부,~새로운 로그인,~변경되었,~정지,~계좌',
  },
  {
    strong:
      'mật khẩu dùng một lần,mật khẩu sử dụng một lần,mã xác minh,mã xác thực,mã xác nhận,mã bảo mật,mã đăng nhập,mã truy cập,mật khẩu một lần,mã một lần,mã otp,kode verifikasi,kode konfirmasi,kode keamanan,kode otp,kode masuk,kode akses,kode sekali pakai,sandi sekali pakai,kod pengesahan,kod keselamatan,kod sekali guna,tac_,nombor pengesahan,verification code mo,code sa pag-verify',
    code: 'mã_,dãy số,con số,kode_,kod_',
    enter: 'nhập,điền_,sử dụng,dùng_,sao chép,masukkan,gunakan,ketik,salin,ilagay,gamitin',
    purpose:
      'đăng nhập,xác minh,xác thực,xác nhận,danh tính,truy cập,đặt lại,mật khẩu mới,thiết bị,chuyển khoản,thanh toán,tài khoản,bảo mật,masuk,verifikasi,konfirmasi,identitas,akses,atur ulang,perangkat,transfer,pembayaran,akun,akaun,log masuk,keamanan',
    otherTopic:
      'nhận hàng,bưu kiện,giao hàng,đặt chỗ,đặt phòng,vé_,giảm giá,khuyến mãi,quà tặng,giới thiệu,bản quyền,cuộc họp,wifi,paket,pengambilan,kurir,pemesanan,tiket,diskon,promo,kupon,hadiah,teman,lisensi,rapat,hóa đơn,giỏ hàng,chỉ hôm nay,faktur,tagihan,keranjang,hanya hari ini',
    otherNumber:
      'đơn hàng,hóa đơn,khách hàng,tham chiếu,điện thoại,bưu chính,số thẻ,số tiền,pesanan,faktur,pelanggan,referensi,telepon,kode pos,kartu,rekening,jumlah,nomor resi,resi_,sản phẩm,produk,barang',
    signIn: 'đăng nhập,masuk',
    confirm: 'xác nhận,xác minh,kích hoạt,konfirmasi,verifikasi,aktifkan',
    confirmed: 'email,địa chỉ,tài khoản,đăng ký,alamat,akun,langganan,pendaftaran',
    otherLink:
      'lịch hẹn,đơn hàng,đặt chỗ,giao hàng,tài liệu,hóa đơn,thanh toán,hoạt động,theo dõi,hủy đăng ký,pesanan,pemesanan,dokumen,tagihan,pembayaran,aktivitas,lacak,berhenti,diubah',
  },
  {
    strong: '~รหัสยืนยัน,~รหัสความปลอดภัย,~รหัสผ่านครั้งเดียว,~รหัสเข้าสู่ระบบ,~รหัส otp,~सत्यापन कोड,~सुरक्षा कोड,~ओटीपी,~लॉगिन कोड,~वन-टाइम,~पुष्टिकरण कोड',
    code: '~รหัส,~कोड',
    enter: '~กรอก,~ป้อน,~ใช้,~दर्ज,~डालें,~उपयोग',
    purpose: '~เข้าสู่ระบบ,~ยืนยัน,~ตัวตน,~รีเซ็ต,~โอนเงิน,~ชำระ,~บัญชี,~लॉगिन,~साइन इन,~सत्यापित,~पुष्टि,~खाते,~खाता,~भुगतान,~पहचान',
    otherTopic: '~พัสดุ,~รับของ,~จอง,~ตั๋ว,~ส่วนลด,~คูปอง,~ของขวัญ,~ประชุม,~पार्सल,~डिलीवरी,~बुकिंग,~छूट,~कूपन,~उपहार,~मीटिंग,~ใบแจ้ง,~ตะกร้า,~चालान,~कार्ट',
    otherNumber: '~คำสั่งซื้อ,~ใบแจ้ง,~ลูกค้า,~โทร,~ไปรษณีย์,~บัตร,~ऑर्डर,~चालान,~उत्पाद,~ग्राहक,~फ़ोन,पिन कोड,~कार्ड',
    signIn: '~เข้าสู่ระบบ,~लॉगिन,~साइन इन',
    confirm: '~ยืนยัน,~पुष्टि,~सत्यापित',
    confirmed: '~อีเมล,~บัญชี,~สมัคร,~ईमेल,~खाता,~खाते,~पता',
    otherLink: '~นัด,~คำสั่งซื้อ,~จอง,~เอกสาร,~ชำระ,~ติดตาม,~ยกเลิก,~ऑर्डर,~बुकिंग,~दस्तावेज़,~भुगतान',
  },
];
